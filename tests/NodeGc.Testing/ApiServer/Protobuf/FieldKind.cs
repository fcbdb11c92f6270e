namespace NodeGc.Testing.ApiServer.Protobuf;

internal enum FieldKind
{
    Text,
    Number,
    Flag,
    Message,
    Texts,
    Messages,
    TextMap,
    BytesMap,
}
