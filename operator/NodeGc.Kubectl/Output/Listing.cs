using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace NodeGc.Kubectl.Output;

/// <summary>What a command found, in every form in which it can be printed.</summary>
/// <param name="Table">For people.</param>
/// <param name="Names">The objects, as <c>resource.group/name</c>.</param>
/// <param name="Document">For programs.</param>
internal sealed record Listing(Table Table, ImmutableArray<string> Names, JsonNode Document)
{
    /// <summary>What is printed to standard error if there are no rows.</summary>
    public string IfEmpty { get; init; } = "No resources found";

    /// <summary>What the table leaves out, printed to standard error.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
