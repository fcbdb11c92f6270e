using NodeGc.Api.Formats;
using NodeGc.Collector;

namespace NodeGc.Agent.Reports;

/// <summary>Formats amounts and lists in text reports.</summary>
internal static class Formatting
{
    private const int MaxNamed = 5;

    public static string Size(long? bytes) => bytes is { } known ? new Bytes(known).ToString() : "?";

    /// <summary>The first few of <paramref name="names"/>, and the number of further ones.</summary>
    public static string List(IReadOnlyCollection<string> names, int more = 0) =>
        ShortText.Names(names, MaxNamed, more);

    public static string Items(AmountDocument amount) => $"{Nouns.Count(amount.Items, "item")} ({Size(amount.Bytes)})";
}
