namespace NodeGc.Api.Schemas;

/// <summary>Where a value breaks the schema, and what the schema allows there.</summary>
/// <param name="Field">Path from the root, such as <c>spec.protect.images[0]</c>; empty for the root itself.</param>
/// <param name="Message">Names the value and what is allowed.</param>
internal sealed record SchemaProblem(string Field, string Message)
{
    /// <summary>The value has the right type and the wrong form: the rules for specs may say so better.</summary>
    public bool IsForm { get; init; }
}
