using System.Collections.Frozen;

namespace NodeGc.Testing.ApiServer.Protobuf;

/// <summary>The fields of a message by their numbers; a number that is not here is passed over.</summary>
internal sealed record MessageShape(FrozenDictionary<int, MessageField> Fields)
{
    public static MessageShape From(params (int Number, MessageField Field)[] fields) =>
        new(fields.ToFrozenDictionary(field => field.Number, field => field.Field));

    public static (int, MessageField) Text(int number, string name) => (number, new(name, FieldKind.Text));

    public static (int, MessageField) Number(int number, string name) => (number, new(name, FieldKind.Number));

    public static (int, MessageField) PresentNumber(int number, string name) =>
        (number, new(name, FieldKind.PresentNumber));

    public static (int, MessageField) Flag(int number, string name) => (number, new(name, FieldKind.Flag));

    public static (int, MessageField) Texts(int number, string name) => (number, new(name, FieldKind.Texts));

    public static (int, MessageField) TextMap(int number, string name) => (number, new(name, FieldKind.TextMap));

    public static (int, MessageField) BytesMap(int number, string name) => (number, new(name, FieldKind.BytesMap));

    public static (int, MessageField) Message(int number, string name, MessageShape of) =>
        (number, new(name, FieldKind.Message, of));

    public static (int, MessageField) Messages(int number, string name, MessageShape of) =>
        (number, new(name, FieldKind.Messages, of));
}
