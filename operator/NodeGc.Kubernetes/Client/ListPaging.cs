using System.Collections.Immutable;
using NodeGc.Kubernetes.Objects;

namespace NodeGc.Kubernetes.Client;

/// <summary>Reads a list page by page.</summary>
/// <param name="read">Reads one page: maximum number of objects (null for all), and the continue token.</param>
internal sealed class ListPaging<T>(Func<int?, string?, CancellationToken, Task<ObjectList<T>>> read)
    where T : class, IKubernetesObject
{
    public async Task<ResourceList<T>> ReadAllAsync(int pageSize, CancellationToken cancellationToken)
    {
        var items = ImmutableArray.CreateBuilder<T>();
        string? next = null;
        while (true)
        {
            var page = await FindPageAsync(pageSize, next, cancellationToken);
            if (page is null)
            {
                items.Clear();
                page = await read(null, null, cancellationToken);
            }
            items.AddRange(ItemsOf(page));
            next = page.Metadata.Continue;
            if (string.IsNullOrEmpty(next))
                return new ResourceList<T>(items.DrainToImmutable(), page.Metadata.ResourceVersion ?? "");
        }
    }

    public async Task VisitAsync(int pageSize, Action<T> visit, CancellationToken cancellationToken)
    {
        string? next = null;
        do
        {
            var page = await FindPageAsync(pageSize, next, cancellationToken)
                ?? await read(null, null, cancellationToken);
            foreach (var item in ItemsOf(page))
                visit(item);
            next = page.Metadata.Continue;
        } while (!string.IsNullOrEmpty(next));
    }

    /// <summary>Null if the pages have expired.</summary>
    private async Task<ObjectList<T>?> FindPageAsync(int pageSize, string? next, CancellationToken cancellationToken)
    {
        try
        {
            return await read(pageSize, next, cancellationToken);
        }
        catch (KubernetesException failure) when (failure.Kind == KubernetesErrorKind.Gone && next is not null)
        {
            return null;
        }
    }

    private static IEnumerable<T> ItemsOf(ObjectList<T> page) =>
        (page.Items ?? []).Select(item =>
            item
            ?? throw new KubernetesException("the list contains a null item") { Kind = KubernetesErrorKind.Protocol }
        );
}
