using System.Collections.Immutable;
using NodeGc.Collector;
using NodeGc.Collector.Explaining;
using NodeGc.Collector.Inventories;
using NodeGc.Removal.Journaling;

namespace NodeGc.Agent.Reports;

/// <summary>Builds the documents of explanations. Pure.</summary>
internal static class ExplainReport
{
    /// <summary>The reason for garbage.</summary>
    public const string Unreferenced = "unreferenced";

    private const int IdLength = 64;

    public static ExplainDocument Create(
        Explanation explanation,
        ImageCatalog images,
        ImmutableArray<Evidence> evidence,
        params IEnumerable<string> notes
    )
    {
        var (resource, directory) = (explanation.Resource, explanation.Resource.Directory);
        return new ExplainDocument
        {
            Resource = resource.ToString(),
            Kind = resource.Id.Kind.DisplayName(),
            Id = resource.Id.Name,
            Names = explanation.Image?.References ?? (resource.Title.Length > 0 ? [resource.Title] : []),
            Verdict = explanation.Verdict.ToString().ToLowerInvariant(),
            Path = directory?.Path,
            RelatedPaths = directory?.RelatedPaths ?? [],
            Bytes = directory?.Size?.Value,
            EngineBytes = (explanation.Image?.EngineSize ?? resource.EngineSize)?.Value,
            Reason = explanation.Reason?.Text ?? UnreferencedBy(evidence),
            Chain = [.. explanation.Chain.Select(link => link.ToString())],
            DependsOn = [.. explanation.Needs.Select(need => need.ToString())],
            Users = [.. explanation.Users.Select(user => UserOf(user, images))],
            Layers = [.. explanation.Layers.Select(layer => layer.Id.Name)],
            Positions = [.. explanation.Positions.Select(position => PositionOf(position, images))],
            ImageKind = explanation.Image?.Kind.ToString().ToLowerInvariant(),
            Directories = [.. explanation.Belongings.Select(belonging => DirectoryOf(belonging, images))],
            TotalBytes = explanation.Belongings.IsEmpty ? null : explanation.Total?.Value,
            UniqueBytes = explanation.Belongings.IsEmpty ? null : explanation.Unique?.Value,
            Notes = [.. notes],
            Evidence = Findings.EvidenceOf(evidence),
        };
    }

    public static ExplainDocument Create(Place place, params IEnumerable<string> notes) =>
        new()
        {
            Resource = $"{place.What} {place.Path}",
            Kind = place.What,
            Id = place.Path,
            Verdict = place.Verdict.ToString().ToLowerInvariant(),
            Path = place.Path,
            Bytes = place.Size?.Value,
            Reason = place.Reason,
            Notes = [.. notes],
        };

    public static ExplainDocument Create(QuarantinedItem item) =>
        new()
        {
            Resource = $"{item.Id} (quarantined)",
            Kind = item.Kind.DisplayName(),
            Id = item.Name,
            Verdict = "quarantined",
            Path = item.Place,
            Bytes = item.SizeBytes,
            Reason = $"moved here from {item.Path} by run {item.Run} at {Instant.Format(item.MovedAt)}: {item.Reason}",
            Notes =
            [
                $"can be restored until {Instant.Format(item.ExpiresAt)}: "
                    + $"nodegc-agent restore --run {item.Run} --item {item.Path}",
            ],
        };

    public static DirectoryDocument DirectoryOf(Belonging belonging, ImageCatalog images) =>
        new(
            RoleOf(belonging.Role),
            belonging.Position,
            belonging.Layer?.Id.Name,
            belonging.Directory.Directory?.Path,
            belonging.Directory.Directory?.RelatedPaths ?? [],
            belonging.Directory.Directory?.Size?.Value,
            belonging.EngineSize?.Value,
            [.. belonging.SharedWith.Select(other => NameOf(other, images)).Order(StringComparer.Ordinal)]
        );

    /// <summary>The first reference of an image, or its abbreviated ID.</summary>
    public static string NameOf(ImageSummary image) =>
        image.References.IsEmpty ? Short(image.Image.Id.Name) : image.References[0];

    public static string NameOf(ImageCatalog images, ResourceId id) =>
        images.Find(id) is { } image ? NameOf(image) : Short(id.Name);

    /// <summary>Its title, or its abbreviated name.</summary>
    public static string NameOf(Resource resource) =>
        resource.Title.Length > 0 ? resource.Title : Short(resource.Id.Name);

    /// <summary>An abbreviated ID that <c>explain</c> accepts; other names unchanged.</summary>
    public static string Short(string name)
    {
        var bare = name[(name.IndexOf(':') + 1)..];
        return bare.Length >= IdLength && bare.Take(IdLength).All(char.IsAsciiHexDigitLower)
            ? bare[..ShortIds.Length] + bare[IdLength..]
            : name;
    }

    private static string NameOf(Resource resource, ImageCatalog images) =>
        resource.Id.Kind == ResourceKind.Image ? NameOf(images, resource.Id) : NameOf(resource);

    private static UserDocument UserOf(User user, ImageCatalog images) =>
        new(user.Resource.Id.Kind.DisplayName(), user.Resource.Id.Name, NameOf(user.Resource, images), user.Steps == 1);

    private static PositionDocument PositionOf(LayerPosition position, ImageCatalog images) =>
        new(position.Image.Id.Name, NameOf(position.Image, images), position.Position, position.Of);

    private static string RoleOf(BelongingRole role) =>
        role switch
        {
            BelongingRole.ReadWrite => "read-write",
            BelongingRole.Init => "init",
            BelongingRole.ImageLayer => "image layer",
            BelongingRole.BelowLayers => "below layers",
            BelongingRole.Volume => "volume",
            BelongingRole.Itself => "itself",
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "not a role"),
        };

    private static string UnreferencedBy(ImmutableArray<Evidence> evidence) =>
        $"{Unreferenced}; checked: {string.Join("; ", evidence.Select(source => source.Summary))}";
}
