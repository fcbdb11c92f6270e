namespace NodeGc.Operator.Dashboard.Views;

/// <summary>Which nodes to show, and in which order. Everything is in the address, so a view can be
/// bookmarked.</summary>
public sealed record FleetQuery
{
    private const int MaxSearchLength = 256;

    /// <summary>Words that a node has to match all of: a part of its name, or a label as <c>key</c> or
    /// <c>key=value</c>.</summary>
    public string Search { get; init; } = "";

    public FleetSort Sort { get; init; } = FleetSort.Used;

    public bool Descending { get; init; } = true;

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Only nodes with a problem.</summary>
    public bool AttentionOnly { get; init; }

    /// <summary>Reads the parameters of an address. What is not understood has its default value.</summary>
    /// <param name="read">The value of a parameter; null if it is missing.</param>
    public static FleetQuery Parse(Func<string, string?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        var sort = FindSort(read("sort")) ?? FleetSort.Used;
        return new FleetQuery
        {
            Search = Shorten((read("q") ?? "").Trim()),
            Sort = sort,
            Descending = read("order") switch
            {
                "asc" => false,
                "desc" => true,
                _ => StartsDescending(sort),
            },
            Page = Paging.Parse(read("page")),
            AttentionOnly = read("show") == "attention",
        };
    }

    /// <summary>The address of the view.</summary>
    public string Address
    {
        get
        {
            var parameters = new List<string>();
            if (Search.Length > 0)
                parameters.Add($"q={Uri.EscapeDataString(Search)}");
            if (AttentionOnly)
                parameters.Add("show=attention");
            parameters.Add($"sort={Sort.ToString().ToLowerInvariant()}");
            parameters.Add(Descending ? "order=desc" : "order=asc");
            if (Page > 1)
                parameters.Add($"page={DisplayText.Plain(Page)}");
            return "/?" + string.Join('&', parameters);
        }
    }

    /// <summary>The same nodes by another column, or in reverse if it is the same column.</summary>
    public FleetQuery By(FleetSort column) =>
        this with
        {
            Sort = column,
            Descending = column == Sort ? !Descending : StartsDescending(column),
            Page = 1,
        };

    private static FleetSort? FindSort(string? text) =>
        Enum.GetValues<FleetSort>()
            .Where(sort => sort.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            .Select(sort => (FleetSort?)sort)
            .FirstOrDefault();

    private static bool StartsDescending(FleetSort sort) =>
        sort is not (FleetSort.Name or FleetSort.Free or FleetSort.State);

    private static string Shorten(string text) => text.Length <= MaxSearchLength ? text : text[..MaxSearchLength];
}
