using System.Text.Json.Nodes;

namespace NodeGc.Testing.Tests;

/// <summary>A kind of the tests' own, with one of everything that a schema can say.</summary>
internal static class Widgets
{
    public const string Path = "/apis/example.com/v1/widgets";

    public const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: widgets.example.com }
        spec:
          group: example.com
          scope: Cluster
          names: { plural: widgets, singular: widget, kind: Widget, shortNames: [wd], categories: [toys] }
          versions:
          - name: v1
            served: true
            storage: true
            subresources: { status: {} }
            additionalPrinterColumns:
            - { name: Mode, type: string, jsonPath: .spec.mode }
            - { name: Ready, type: string, jsonPath: '.status.conditions[?(@.type=="Ready")].status' }
            - { name: Size, type: integer, jsonPath: .spec.size, priority: 1 }
            - { name: Age, type: date, jsonPath: .metadata.creationTimestamp }
            schema:
              openAPIV3Schema:
                type: object
                required: [spec]
                properties:
                  spec:
                    type: object
                    required: [mode]
                    properties:
                      mode: { type: string, enum: [Report, Enforce] }
                      size: { type: integer, minimum: 1, maximum: 10, default: 3 }
                      title: { type: string, minLength: 2, maxLength: 8 }
                      names: { type: array, minItems: 1, maxItems: 2, items: { type: string, pattern: '^[a-z]+$' } }
                      due: { type: string, format: date-time }
                      labels: { type: object, maxProperties: 2, additionalProperties: { type: string } }
                      note: { type: string, nullable: true }
                      free: { type: object, x-kubernetes-preserve-unknown-fields: true }
                      limits:
                        type: object
                        default: {}
                        properties:
                          items: { type: integer, default: 100 }
                      tags: { type: array, x-kubernetes-list-type: set, items: { type: string } }
                  status:
                    type: object
                    properties:
                      phase: { type: string }
                      conditions:
                        type: array
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [type]
                        items:
                          type: object
                          required: [type, status]
                          properties:
                            type: { type: string }
                            status: { type: string, enum: ["True", "False", Unknown] }
                            reason: { type: string }
        """;

    /// <summary>
    /// Fields that hold a number or a word. They have a kind of their own: of a kind with one of them, Kubernetes
    /// before 1.21 applies every object as if it knew no schema, so that lists are owned whole.
    /// </summary>
    public const string SocketDefinition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: sockets.example.com }
        spec:
          group: example.com
          scope: Cluster
          names: { plural: sockets, singular: socket, kind: Socket }
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                properties:
                  spec:
                    type: object
                    properties:
                      port: { x-kubernetes-int-or-string: true }
                      peer: { x-kubernetes-int-or-string: true, anyOf: [{ type: integer }, { type: string }] }
        """;

    /// <summary>A name that no other test has.</summary>
    public static string FreshName() => $"widget-{Guid.NewGuid():N}"[..20];

    public static string PathOf(string name) => $"{Path}/{name}";

    /// <summary>A widget; <paramref name="spec"/> is JSON.</summary>
    public static JsonObject Named(string name, string spec = """{ "mode": "Report" }""") =>
        new()
        {
            ["apiVersion"] = "example.com/v1",
            ["kind"] = "Widget",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = JsonNode.Parse(spec),
        };
}
