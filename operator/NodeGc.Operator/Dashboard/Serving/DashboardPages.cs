using NodeGc.Operator.Cluster;
using NodeGc.Operator.Dashboard.Pages;
using NodeGc.Operator.Dashboard.Views;

namespace NodeGc.Operator.Dashboard.Serving;

/// <summary>Finds the page of an address. All of them read the operator's cache, and that of one node also its
/// object.</summary>
/// <param name="view">The cluster.</param>
/// <param name="reader">Reads one node.</param>
/// <param name="getLiveness">Decides which agents are silent.</param>
/// <param name="agentNamespace">Namespace of the agents' pods.</param>
internal sealed class DashboardPages(
    ClusterView view,
    NodeReader reader,
    Func<Liveness> getLiveness,
    string agentNamespace
)
{
    private const int MaxSearchLength = 256;

    private static readonly string Version = typeof(DashboardPages).Assembly.GetName().Version?.ToString(fieldCount: 3)
        ?? "";

    /// <param name="path">Path of the address, decoded.</param>
    /// <param name="query">The value of a query parameter; null if it is missing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Page> FindAsync(string path, Func<string, string?> query, CancellationToken cancellationToken)
    {
        var context = CreateContext();
        if (!view.HasListed)
            return Page.Message(
                503,
                context,
                "Starting",
                "The operator is still reading the cluster. Reload the page."
            );
        return path.Trim('/').Split('/') switch
        {
            [""] => ShowFleet(context, query),
            ["nodes", var node] => await ShowNodeAsync(context, node, cancellationToken),
            ["nodes", var node, "plans", var cleanup] => await ShowPlanAsync(context, node, cleanup, cancellationToken),
            ["cleanups"] => ShowCleanups(context),
            ["cleanups", var cleanup] => ShowCleanup(context, cleanup, query),
            ["quarantine"] => ShowQuarantine(context, query),
            _ => NotFound(context, "This page does not exist."),
        };
    }

    /// <summary>A page that says what failed.</summary>
    public Page ShowProblem(int status, string title, string message) =>
        Page.Message(status, CreateContext(), title, message);

    private PageContext CreateContext() =>
        new()
        {
            Now = getLiveness().Now,
            IsCurrent = view.IsCurrent,
            Version = Version,
            Style = Asset.Style.Address,
            Script = Asset.Script.Address,
        };

    private Page ShowFleet(PageContext context, Func<string, string?> query) =>
        Page.Found<FleetPage>(
            context,
            (nameof(FleetPage.View), FleetViews.Create(view.ListNodes(), FleetQuery.Parse(query), getLiveness()))
        );

    private async Task<Page> ShowNodeAsync(PageContext context, string name, CancellationToken cancellationToken)
    {
        var node = view.GetNode(name);
        if (node is { Node: null, Storage: null })
            return NotFound(context, $"There is no node {name} in this cluster.");
        var details = await reader.ReadAsync(name, cancellationToken);
        return Page.Found<NodePage>(
            context,
            (nameof(NodePage.View), NodeViews.Create(node, details, getLiveness(), agentNamespace))
        );
    }

    private async Task<Page> ShowPlanAsync(
        PageContext context,
        string node,
        string cleanup,
        CancellationToken cancellationToken
    )
    {
        // Without it, names that do not exist would cause requests to the API server.
        if (view.GetNode(node).Storage is null)
            return NotFound(context, $"The node {node} does not exist or has no agent.");
        var details = await reader.ReadAsync(node, cancellationToken);
        return PlanViews.Find(node, cleanup, view.FindCleanup(cleanup), details, agentNamespace) is { } plan
            ? Page.Found<PlanPage>(context, (nameof(PlanPage.View), plan))
            : NotFound(context, $"The cleanup {cleanup} has no order for the node {node}.");
    }

    private Page ShowCleanups(PageContext context) =>
        Page.Found<CleanupsPage>(context, (nameof(CleanupsPage.Cleanups), CleanupSummaries.List(view.ListCleanups())));

    private Page ShowCleanup(PageContext context, string name, Func<string, string?> query) =>
        view.FindCleanup(name) is { } cleanup
            ? Page.Found<CleanupPage>(
                context,
                (
                    nameof(CleanupPage.View),
                    CleanupViews.Create(cleanup, view.ListNodes(), ReadSearch(query), Paging.Parse(query("page")))
                )
            )
            : NotFound(context, $"There is no cleanup {name} in this cluster.");

    private Page ShowQuarantine(PageContext context, Func<string, string?> query) =>
        Page.Found<QuarantinePage>(
            context,
            (
                nameof(QuarantinePage.View),
                QuarantineViews.Create(view.ListNodes(), ReadSearch(query), Paging.Parse(query("page")))
            )
        );

    private static string ReadSearch(Func<string, string?> query)
    {
        var text = (query("q") ?? "").Trim();
        return text.Length <= MaxSearchLength ? text : text[..MaxSearchLength];
    }

    private static Page NotFound(PageContext context, string message) =>
        Page.Message(404, context, "Not found", message);
}
