using System.Text;
using NodeGc.Testing.ApiServer.Http;

namespace NodeGc.Testing.ApiServer.Protobuf;

/// <summary>Steps through the fields of one protobuf message. Kubernetes uses whole numbers and length-delimited fields
/// only.</summary>
internal ref struct WireReader(ReadOnlyMemory<byte> message)
{
    private const int Varint = 0;
    private const int Delimited = 2;

    private ReadOnlyMemory<byte> rest = message;

    /// <summary>The number of the field that <see cref="TryRead"/> found.</summary>
    public int Number { get; private set; }

    /// <summary>Its value when it is a number or a flag.</summary>
    public long Value { get; private set; }

    /// <summary>Its content when it is a text, bytes or a message.</summary>
    public ReadOnlyMemory<byte> Content { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Content.Span);

    public bool TryRead()
    {
        if (rest.IsEmpty)
            return false;
        var tag = ReadVarint();
        Number = (int)(tag >> 3);
        switch (tag & 7)
        {
            case Varint:
                Value = ReadVarint();
                return true;
            case Delimited:
                var length = (int)ReadVarint();
                if (length < 0 || length > rest.Length)
                    throw Truncated();
                Content = rest[..length];
                rest = rest[length..];
                return true;
            default:
                throw ApiErrors.BadRequest($"protobuf wire type {tag & 7} is not used by Kubernetes");
        }
    }

    private long ReadVarint()
    {
        long value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (rest.IsEmpty)
                throw Truncated();
            var next = rest.Span[0];
            rest = rest[1..];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
        throw Truncated();
    }

    private static ApiError Truncated() => ApiErrors.BadRequest("the protobuf message is cut short");
}
