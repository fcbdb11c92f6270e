using NodeGc.Api.Nodes;

namespace NodeGc.Operator.Dashboard.Views;

/// <summary>An item of a plan.</summary>
/// <param name="Item">What the agent reported.</param>
/// <param name="Class">Its class, as in the field <c>collect</c>.</param>
/// <param name="Rule">How often and for how long it has to be found unused; null if the order does not collect its
/// class.</param>
public sealed record ItemRow(ItemReport Item, string Class, string? Rule);
