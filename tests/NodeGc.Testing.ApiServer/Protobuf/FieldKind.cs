namespace NodeGc.Testing.ApiServer.Protobuf;

internal enum FieldKind
{
    Text,
    Number,

    /// <summary>A number that means something even where it is 0.</summary>
    PresentNumber,

    Flag,
    Message,
    Texts,
    Messages,
    TextMap,
    BytesMap,
}
