namespace NodeGc.Testing.ApiServer.Access;

/// <summary>Something that a user asked for and was allowed to do.</summary>
/// <param name="Verb"><c>get, list, watch, create, update, patch, delete</c>, ...</param>
/// <param name="Resource">The resource with its subresource and group: <c>nodestorages/status.nodegc.io</c>.</param>
/// <param name="Namespace">Empty for the whole cluster.</param>
public sealed record UsedRight(string Verb, string Resource, string Namespace)
{
    internal static UsedRight From(AccessQuestion question) =>
        new(
            question.Verb,
            question.Group.Length == 0 ? question.Resource : $"{question.Resource}.{question.Group}",
            question.Namespace
        );

    public override string ToString() =>
        Namespace.Length == 0 ? $"{Verb} {Resource}" : $"{Verb} {Resource} in {Namespace}";
}
