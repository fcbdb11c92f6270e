using System.Text.Json;

namespace NodeGc.Docker.Transport;

/// <summary>A body that has to be a JSON array. .NET's reader of long arrays takes <c>null</c> for an empty one; here it is a fault.</summary>
internal sealed class ListStream(Stream body) : Stream
{
    private bool hasBegun;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await body.ReadAsync(buffer, cancellationToken);
        if (!hasBegun && buffer.Span[..count].TrimStart(" \t\r\n"u8) is { IsEmpty: false } text)
            hasBegun = text[0] == '[' ? true : throw new JsonException("something other than a list where a list was expected");
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
