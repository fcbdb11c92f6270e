using System.Buffers.Text;

namespace NodeGc.Host.Kernel;

/// <summary>I/O pressure of the node. Source: the kernel's
/// <c>Documentation/accounting/psi.rst</c>.</summary>
public static class IoPressure
{
    private const int EnoughForTheFile = 512;

    private static ReadOnlySpan<byte> OverTenSeconds => "full avg10="u8;

    /// <summary>PSI io.full avg10, 0 to 100; null if the kernel does not report it.</summary>
    /// <param name="proc">The host's <c>/proc</c>.</param>
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
            return null; // Missing before kernel 4.20, forbidden on others.
        }
    }

    /// <summary>"some" is not useful: a database that syncs constantly always waits on any disk.</summary>
    private static double? Parse(ReadOnlySpan<byte> content) =>
        content.IndexOf(OverTenSeconds) is >= 0 and var at
        && Utf8Parser.TryParse(content[(at + OverTenSeconds.Length)..], out double percent, out _)
            ? percent
            : null;
}
