using NodeGc.Testing.ApiServer.Protobuf;

namespace NodeGc.Testing.ApiServer.Http;

/// <summary>
/// The OpenAPI document, as far as kubectl reads it before it asks the server to validate or to try: that a namespace
/// can be patched with <c>dryRun</c> and <c>fieldValidation</c>, from which it concludes that everything can. It has no
/// schemas, so kubectl leaves validation to the server. Field numbers: <c>openapiv2/OpenAPIv2.proto</c> of
/// gnostic-models.
/// </summary>
internal static class OpenApiDocument
{
    public const string MediaType = "application/octet-stream";

    public static byte[] Bytes { get; } = Document().ToArray();

    private static MessageWriter Document() =>
        new MessageWriter()
            .Text(1, "2.0")
            .Message(2, new MessageWriter().Text(1, "Kubernetes").Text(2, "v1.32.0"))
            .Message(
                8,
                new MessageWriter().Message(
                    2,
                    new MessageWriter()
                        .Text(1, "/api/v1/namespaces/{name}")
                        .Message(2, new MessageWriter().Message(8, PatchOperation()))
                )
            );

    private static MessageWriter PatchOperation() =>
        new MessageWriter()
            .Message(8, QueryParameter("dryRun"))
            .Message(8, QueryParameter("fieldValidation"))
            .Message(
                13,
                new MessageWriter()
                    .Text(1, "x-kubernetes-group-version-kind")
                    .Message(2, new MessageWriter().Text(2, "group: \"\"\nkind: Namespace\nversion: v1\n"))
            );

    // A parameter is a choice within a choice within a choice: parameter, not the body, in the query.
    private static MessageWriter QueryParameter(string name) =>
        new MessageWriter().Message(
            1,
            new MessageWriter().Message(
                2,
                new MessageWriter().Message(3, new MessageWriter().Text(2, "query").Text(4, name).Text(6, "string"))
            )
        );
}
