using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Planning;

/// <summary>
/// Names the one run that a generation of a cleanup gets: <c>name-generation-hash</c>, at most 63 letters, digits and <c>-</c>, because
/// it is a folder's name on the node as well.
/// </summary>
/// <remarks>
/// It depends on uid and generation alone, so an operator that forgot everything gives the same name again and no run is doubled; and a
/// cleanup that was deleted and made again under its old name gets runs of its own.
/// </remarks>
internal static class RunId
{
    private const int LongestName = 32;
    private const int HashBytes = 5;

    public static string Of(ObjectMeta cleanup)
    {
        var generation = (cleanup.Generation ?? 0).ToString(CultureInfo.InvariantCulture);
        return $"{Shorten(cleanup.Name ?? "")}-{generation}-{Hash(cleanup.Uid ?? "")}";
    }

    private static string Shorten(string name) =>
        new([.. name.Take(LongestName).Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);

    private static string Hash(string uid) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(uid)).AsSpan(0, HashBytes));
}
