namespace NodeGc.Api.Schemas;

/// <summary>Where a value violates the schema, and what the schema allows there.</summary>
/// <param name="Field">Path from the root, such as <c>spec.protect.images[0]</c>; empty for the root itself.</param>
/// <param name="Message">Names the value and what is allowed.</param>
internal sealed record SchemaProblem(string Field, string Message)
{
    /// <summary>The value has the right type but the wrong format. The rules for specs may have a better
    /// message.</summary>
    public bool IsForm { get; init; }
}
