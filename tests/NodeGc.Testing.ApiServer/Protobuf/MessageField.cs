namespace NodeGc.Testing.ApiServer.Protobuf;

/// <summary>A field of a message: its JSON name, and the shape of what is inside when it holds messages.</summary>
internal sealed record MessageField(string Name, FieldKind Kind, MessageShape? Of = null);
