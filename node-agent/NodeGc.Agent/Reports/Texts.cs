using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>How the text reports word amounts and lists.</summary>
internal static class Texts
{
    private const int MostNamed = 5;

    public static string Size(long? bytes) => bytes is { } known ? new Bytes(known).ToString() : "?";

    /// <summary>The first few of <paramref name="names"/>, and how many there are beyond.</summary>
    public static string Some(IReadOnlyCollection<string> names, int more = 0)
    {
        more += Math.Max(0, names.Count - MostNamed);
        return string.Join(", ", names.Take(MostNamed)) + (more == 0 ? "" : $" and {more} more");
    }

    public static string Amount(AmountDocument amount) => $"{amount.Items} ({Size(amount.Bytes)})";
}
