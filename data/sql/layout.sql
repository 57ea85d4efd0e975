-- by which version's recipes a master or snapshot was written; no row before there were any
from layout
