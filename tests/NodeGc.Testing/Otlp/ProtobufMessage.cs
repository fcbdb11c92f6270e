using System.Buffers.Binary;
using System.Text;

namespace NodeGc.Testing.Otlp;

/// <summary>A message in the wire format of protocol buffers, field by field. Source: the encoding guide of
/// protobuf.dev.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> fields = [];

    /// <exception cref="FormatException">The bytes are not a message.</exception>
    public ProtobufMessage(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var key = ReadNumber(ref bytes);
            fields.Add(ReadField((int)(key >> 3), (int)(key & 7), ref bytes));
        }
    }

    public IEnumerable<ProtobufMessage> Messages(int number) =>
        All(number).Select(field => new ProtobufMessage(field.Bytes));

    public ProtobufMessage? Message(int number) => Messages(number).LastOrDefault();

    public string? Text(int number) => Has(number) ? Encoding.UTF8.GetString(All(number).Last().Bytes.Span) : null;

    public bool Has(int number) => All(number).Any();

    public long Whole(int number) => Has(number) ? (long)All(number).Last().Value : 0;

    public double Real(int number) => BitConverter.Int64BitsToDouble(Whole(number));

    /// <summary>A packed field of numbers of eight bytes each.</summary>
    public IReadOnlyList<long> Packed(int number) =>
        [
            .. All(number)
                .SelectMany(field =>
                    Enumerable
                        .Range(0, field.Bytes.Length / 8)
                        .Select(index => BinaryPrimitives.ReadInt64LittleEndian(field.Bytes.Span[(8 * index)..]))
                ),
        ];

    private IEnumerable<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> All(int number) =>
        fields.Where(field => field.Number == number);

    private static (int, ulong, ReadOnlyMemory<byte>) ReadField(int number, int type, ref ReadOnlyMemory<byte> bytes)
    {
        switch (type)
        {
            case 0:
                return (number, ReadNumber(ref bytes), default);
            case 1:
                var eight = Take(8, ref bytes);
                return (number, BinaryPrimitives.ReadUInt64LittleEndian(eight.Span), eight);
            case 2:
                return (number, 0, Take((int)ReadNumber(ref bytes), ref bytes));
            case 5:
                var four = Take(4, ref bytes);
                return (number, BinaryPrimitives.ReadUInt32LittleEndian(four.Span), four);
            default:
                throw new FormatException($"field {number} has the unknown wire type {type}");
        }
    }

    private static ulong ReadNumber(ref ReadOnlyMemory<byte> bytes)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(1, ref bytes).Span[0];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw new FormatException("a number has more than ten bytes");
    }

    private static ReadOnlyMemory<byte> Take(int count, ref ReadOnlyMemory<byte> bytes)
    {
        if (count < 0 || count > bytes.Length)
            throw new FormatException("the message is truncated");
        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
