using System.Text.Json;

namespace NodeGc.Docker.Transport;

/// <summary>A body that has to be a JSON array. .NET's reader of long arrays takes <c>null</c> for an empty one; here
/// it is a fault.</summary>
internal sealed class ListStream(Stream body) : AnswerStream
{
    private bool hasBegun;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        if (!hasBegun && buffer.Span[..count].TrimStart(" \t\r\n"u8) is { IsEmpty: false } text)
            hasBegun =
                text[0] == '['
                    ? true
                    : throw new JsonException("something other than a list where a list was expected");
        return count;
    }
}
