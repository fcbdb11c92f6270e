using System.Collections.Immutable;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Which part of a long list is shown.</summary>
/// <param name="Number">The page, from 1.</param>
/// <param name="Pages">How many there are, at least 1.</param>
/// <param name="First">Number of the first entry shown; 0 if there is none.</param>
/// <param name="Last">Number of the last entry shown.</param>
/// <param name="Total">Entries on all pages.</param>
public sealed record Paging(int Number, int Pages, int First, int Last, int Total)
{
    /// <summary>Rows per page.</summary>
    public const int Size = 100;

    /// <summary>The entries of a page. A number beyond the last page is the last page.</summary>
    public static (ImmutableArray<T> Entries, Paging Paging) Cut<T>(IReadOnlyCollection<T> all, int number)
    {
        ArgumentNullException.ThrowIfNull(all);
        var pages = Math.Max(1, (all.Count + Size - 1) / Size);
        var page = Math.Clamp(number, 1, pages);
        ImmutableArray<T> entries = [.. all.Skip((page - 1) * Size).Take(Size)];
        var first = entries.IsEmpty ? 0 : (page - 1) * Size + 1;
        return (entries, new Paging(page, pages, first, first + entries.Length - (entries.IsEmpty ? 0 : 1), all.Count));
    }

    /// <summary>The number of a page in a query; 1 if it is not one.</summary>
    public static int Parse(string? text) => int.TryParse(text, out var number) && number > 0 ? number : 1;
}
