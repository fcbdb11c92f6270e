using System.Buffers;

namespace NodeGc.Stores.Docker.Volumes;

/// <summary>Valid volume names: <c>[a-zA-Z0-9][a-zA-Z0-9_.-]*</c>.</summary>
internal static class VolumeNames
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"
    );

    public static bool IsValid(ReadOnlySpan<char> name) =>
        name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) && !name.ContainsAnyExcept(Allowed);
}
