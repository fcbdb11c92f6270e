using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace NodeGc.Scenarios.Peers;

/// <summary>A node whose data root a test writes file by file.</summary>
internal sealed class StoreFiles(StoppedNode node)
{
    private int count;

    public StoppedNode Node => node;

    /// <summary>64 hexadecimal digits, always the same ones in the same order.</summary>
    public string Hex() => Hash($"name {count++}");

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    public void Folder(string path) => Directory.CreateDirectory(node.At(path));

    public void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(node.At(path))!);
        File.WriteAllText(node.At(path), content);
    }

    public void Write(string path, JsonNode content) => Write(path, content.ToJsonString());

    /// <summary>A directory of the driver, upon <paramref name="parents"/>, the nearest first; vfs keeps no note of
    /// them.</summary>
    public string DriverDirectory(string driver, string name, params IEnumerable<string> parents)
    {
        if (driver == "aufs")
        {
            Write($"aufs/layers/{name}", string.Concat(parents.Select(parent => $"{parent}\n")));
            Folder($"aufs/mnt/{name}");
            Write($"aufs/diff/{name}/file", name);
        }
        else
        {
            Write($"vfs/dir/{name}/file", name);
        }
        return name;
    }
}
