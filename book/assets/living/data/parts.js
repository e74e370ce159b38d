// @ts-check
/// <reference types="../living.d.ts" />
// Written by tools/living_data.py; do not edit.
living.parts = JSON.parse(
  '{"What ReLU is":[1,2,3,4,5,6,7,8,9],"The perceptron":[10,11,12,13,14,16,17,18],"Which functions there are":[78,19,20,21,22,23,24,25,26],"What is wrong with them":[28,29,30,31,32,33,34,35,36,38,39],"ReLU and its advantages":[41,42,43,79,44,45,46,47,48,49,50,51,52,53,54],"Dying units, Leaky ReLU":[55,56,57,58,59,60,61,62,63,64,65,66,67],"Applications, summary":[80,68,81,69,70,82,71,72,83,73,74,75,76,84]}',
);
