using System.Buffers.Text;

namespace NodeGc.Storage.Kernel;

/// <summary>How long the node's work waits for its disks. Source: the kernel's
/// <c>Documentation/accounting/psi.rst</c>.</summary>
public static class IoPressure
{
    private const int EnoughForTheFile = 512;

    private static ReadOnlySpan<byte> OverTenSeconds => "full avg10="u8;

    /// <summary>The share of the last ten seconds, 0 to 100, in which everything that had work to do waited for a disk;
    /// null where the kernel does not tell.</summary>
    /// <param name="proc">Where the host's proc filesystem is mounted.</param>
    public static double? FindPercent(string proc)
    {
        try
        {
            using var file = File.OpenHandle(Path.Combine(proc, "pressure/io"));
            Span<byte> content = stackalloc byte[EnoughForTheFile];
            return Parse(content[..RandomAccess.Read(file, content, 0)]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null; // Kernels before 4.20 have no such file, others forbid it.
        }
    }

    /// <summary>One waiting task alone says little: a database that syncs all the time is one on any disk.</summary>
    private static double? Parse(ReadOnlySpan<byte> content) =>
        content.IndexOf(OverTenSeconds) is >= 0 and var at
        && Utf8Parser.TryParse(content[(at + OverTenSeconds.Length)..], out double percent, out _)
            ? percent
            : null;
}
