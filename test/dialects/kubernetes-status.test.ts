import { describe, test } from "vitest";
import { kubernetesStatus } from "../../src/dialects/kubernetes-status.ts";
import { evidenceOf, type JsonRow } from "./make.ts";

const rows: readonly JsonRow[] = [
  {
    name: "causes",
    from: "kube-apiserver 1.31, a pod without an image",
    status: 422,
    body: {
      kind: "Status",
      apiVersion: "v1",
      metadata: {},
      status: "Failure",
      message: 'Pod "x" is invalid',
      reason: "Invalid",
      details: {
        name: "x",
        kind: "Pod",
        causes: [
          { reason: "FieldValueRequired", message: "Required value", field: "spec.containers[0].image" },
        ],
      },
      code: 422,
    },
    facts: {
      codes: [{ value: "Invalid" }],
      message: 'Pod "x" is invalid',
      fields: [{ field: "spec.containers.0.image", message: "Required value" }],
    },
  },
  {
    name: "no cause",
    from: "kube-apiserver 1.31",
    status: 409,
    body: {
      kind: "Status",
      apiVersion: "v1",
      status: "Failure",
      message: 'namespaces "x" already exists',
      reason: "AlreadyExists",
      code: 409,
    },
    facts: { codes: [{ value: "AlreadyExists" }], message: 'namespaces "x" already exists' },
  },
  {
    name: "a success",
    from: "kube-apiserver 1.31, a delete",
    status: 200,
    body: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success" },
    facts: undefined,
  },
  {
    name: "another kind",
    from: "kube-apiserver 1.31",
    status: 200,
    body: { kind: "Pod", apiVersion: "v1", status: { phase: "Failed" } },
    facts: undefined,
  },
];

describe("kubernetesStatus.read", () => {
  test.for(rows)("$name ($from)", ({ facts, ...answer }, { expect }) => {
    expect(kubernetesStatus.read(evidenceOf(answer))).toEqual(facts);
  });
});
