using System.Security.Cryptography;
using System.Text;

namespace NodeGc.Testing.Docker;

/// <summary>A digest over names, kinds, modes, modification times, link targets and bytes of everything below a
/// folder.</summary>
public static class TreeDigest
{
    /// <returns>The word <c>missing</c> where there is no such folder.</returns>
    public static string Compute(string folder)
    {
        if (!Directory.Exists(folder))
            return "missing";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, new DirectoryInfo(folder), "");
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, DirectoryInfo folder, string prefix)
    {
        foreach (var entry in folder.EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            var path = $"{prefix}/{entry.Name}";
            hash.AppendData(
                Encoding.UTF8.GetBytes(
                    $"{path}\n{entry.Attributes}\n{entry.UnixFileMode}\n{entry.LastWriteTimeUtc.Ticks}\n"
                        + $"{entry.LinkTarget}\n"
                )
            );
            if (entry.LinkTarget is not null)
                continue;
            if (entry is DirectoryInfo child)
                Add(hash, child, path);
            else if (entry is FileInfo { Length: > 0 }) // Devices have none.
                hash.AppendData(SHA256.HashData(File.ReadAllBytes(entry.FullName)));
        }
    }
}
