-- One row a platform × book it brought; service fees are costs that no file brings.
select distinct platform, book from live
union
select platform, 'costs' from accounts where platform = 'fees'
