namespace NodeGc.Api.Schemas;

/// <summary>Something that this release needs and a CustomResourceDefinition on the server lacks.</summary>
/// <param name="Definition">Name of the definition: <c>nodestorages.nodegc.io</c>.</param>
/// <param name="Field">Path of the field, such as <c>spec.orders[].when</c>; empty for the definition as a
/// whole.</param>
/// <param name="Problem">What is wrong: <c>is missing</c>.</param>
public sealed record DefinitionGap(string Definition, string Field, string Problem)
{
    /// <summary>Whether the server silently drops what a user or the operator writes there.</summary>
    public bool LosesSpec =>
        Field.Length == 0 || Field == "spec" || Field.StartsWith("spec.", StringComparison.Ordinal);

    /// <summary><c>the CRD nodestorages.nodegc.io: spec.orders[].when is missing</c>.</summary>
    public override string ToString() =>
        Field.Length == 0 ? $"the CRD {Definition} {Problem}" : $"the CRD {Definition}: {Field} {Problem}";
}
