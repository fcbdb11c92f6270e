using System.Text.Json;

namespace NodeGc.Docker.Transport;

/// <summary>A body that must be a JSON array. .NET's reader of long arrays treats <c>null</c> as an empty one; here it
/// is an error.</summary>
internal sealed class ListStream(Stream body) : AnswerStream
{
    private bool hasBegun;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        if (!hasBegun && buffer.Span[..count].TrimStart(" \t\r\n"u8) is { IsEmpty: false } text)
            hasBegun = text[0] == '[' ? true : throw new JsonException("expected a list");
        return count;
    }
}
