using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using static NodeGc.Testing.ApiServer.Protobuf.MessageShape;

namespace NodeGc.Testing.ApiServer.Protobuf;

/// <summary>Reads the media type <c>application/vnd.kubernetes.protobuf</c>: four bytes, then an envelope around the
/// message.</summary>
internal static class KubernetesProtobuf
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private const int Raw = 2;

    private static readonly MessageShape Envelope = From(
        Message(1, "type", From(Text(1, "apiVersion"), Text(2, "kind")))
    );

    public static JsonObject Parse(ReadOnlyMemory<byte> body)
    {
        if (!body.Span.StartsWith("k8s\0"u8))
            throw ApiErrors.BadRequest("the body does not begin as Kubernetes protobuf does");
        var envelope = body[4..];
        var type = MessageReader.Read(envelope, Envelope).Child("type") ?? [];
        var kind = type.Text("kind") ?? "";
        if (!KnownMessages.ByKind.TryGetValue(kind, out var shape))
            throw ApiErrors.UnsupportedMediaType(
                $"application/json, application/yaml (for kind {kind} this server reads no protobuf)"
            );
        var message = MessageReader.Read(MessageReader.Find(envelope, Raw), shape);
        message["apiVersion"] = type.Text("apiVersion");
        message["kind"] = kind;
        return message;
    }
}
