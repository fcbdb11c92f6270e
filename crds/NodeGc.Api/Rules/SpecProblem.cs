namespace NodeGc.Api.Rules;

/// <summary>Something in a spec that cannot be carried out.</summary>
/// <param name="Field">Path from the object's root, such as <c>spec.collect.layers.minAge</c>.</param>
/// <param name="Message">What is wrong and what is allowed, without the field.</param>
public sealed record SpecProblem(string Field, string Message)
{
    public override string ToString() => $"{Field}: {Message}";
}
