using System.Text;

namespace NodeGc.Testing.ApiServer.Protobuf;

/// <summary>Builds a protobuf message of texts and messages, field by field.</summary>
internal sealed class MessageWriter
{
    private const int Delimited = 2;

    private readonly List<byte> bytes = [];

    public byte[] ToArray() => [.. bytes];

    public MessageWriter Text(int number, string text) => Field(number, Encoding.UTF8.GetBytes(text));

    public MessageWriter Message(int number, MessageWriter message) => Field(number, message.ToArray());

    private MessageWriter Field(int number, byte[] content)
    {
        Varint((number << 3) | Delimited);
        Varint(content.Length);
        bytes.AddRange(content);
        return this;
    }

    private void Varint(int value)
    {
        for (; value > 0x7f; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
    }
}
