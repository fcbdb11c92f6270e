namespace NodeGc.Api.Rules;

/// <summary>A problem in a spec.</summary>
/// <param name="Field">Path from the root of the object, such as <c>spec.collect.layers.minAge</c>.</param>
/// <param name="Message">What is wrong and what is allowed, without the field.</param>
public sealed record SpecProblem(string Field, string Message)
{
    public override string ToString() => $"{Field}: {Message}";
}
