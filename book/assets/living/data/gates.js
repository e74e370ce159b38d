// @ts-check
/// <reference types="../living.d.ts" />
// Written by tools/living_data.py; do not edit.
living.gates = JSON.parse(
  '{"AND":{"y":[0,0,0,1],"bound":51.0},"OR":{"y":[0,1,1,1],"bound":27.0},"NAND":{"y":[1,1,1,0],"bound":51.0},"XOR":{"y":[0,1,1,0],"bound":null}}',
);
