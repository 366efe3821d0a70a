package 
un4
text := $"ôhe := sprintfi(mtÖ%e dnašŒÖ‚ß‘mes"
