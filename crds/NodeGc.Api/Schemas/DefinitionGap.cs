namespace NodeGc.Api.Schemas;

/// <summary>Where a CustomResourceDefinition falls short of what this release needs.</summary>
/// <param name="Definition">Name of the definition: <c>nodestorages.nodegc.io</c>.</param>
/// <param name="Field">Path of the field, such as <c>spec.orders[].when</c>; empty for the definition as a
/// whole.</param>
/// <param name="Problem">What is wrong there: <c>is missing</c>.</param>
public sealed record DefinitionGap(string Definition, string Field, string Problem)
{
    /// <summary>Whether what a person or the operator writes there is dropped by the server, without a word.</summary>
    public bool LosesSpec =>
        Field.Length == 0 || Field == "spec" || Field.StartsWith("spec.", StringComparison.Ordinal);

    /// <summary><c>nodestorages.nodegc.io: spec.orders[].when is missing</c>.</summary>
    public override string ToString() =>
        Field.Length == 0 ? $"{Definition} {Problem}" : $"{Definition}: {Field} {Problem}";
}
