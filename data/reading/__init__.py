"""One received file into typed rows and a report; runs only inside the sandbox's child."""
