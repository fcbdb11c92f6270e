using System.Security.Cryptography;
using System.Text;

namespace NodeGc.Collector.Planning;

/// <summary>The digest of a plan: equal digests mean that exactly the same directories are removed.</summary>
internal static class PlanDigest
{
    /// <summary>SHA-256 over one line per item: class, id, path, device, inode, birth, removal, separated by
    /// NUL.</summary>
    public static string Compute(IEnumerable<PlanItem> items)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in items)
            hash.AppendData(Encoding.UTF8.GetBytes(Line(item)));
        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Line(PlanItem item)
    {
        var print = item.Identity;
        var name = $"{item.Class}\0{item.Id.Name}\0{item.Name}";
        return FormattableString.Invariant(
            $"{name}\0{print.Device}\0{print.Inode}\0{print.BornNanoseconds}\0{item.Removal}\n"
        );
    }
}
