using System.Collections.Frozen;
using static NodeGc.Testing.ApiServer.Protobuf.MessageShape;

namespace NodeGc.Testing.ApiServer.Protobuf;

/// <summary>
/// The kinds that kubectl and Helm 4 send as protobuf (<c>create</c> and <c>auth</c> commands, the secrets of
/// releases), field by field. Everything else they send as JSON. Source of the numbers: the <c>generated.proto</c>
/// files of k8s.io/api and k8s.io/apimachinery.
/// </summary>
internal static class KnownMessages
{
    private static readonly MessageShape OwnerReference = From(
        Text(1, "kind"),
        Text(3, "name"),
        Text(4, "uid"),
        Text(5, "apiVersion"),
        Flag(6, "controller"),
        Flag(7, "blockOwnerDeletion")
    );

    private static readonly MessageShape Metadata = From(
        Text(1, "name"),
        Text(2, "generateName"),
        Text(3, "namespace"),
        Text(5, "uid"),
        Text(6, "resourceVersion"),
        TextMap(11, "labels"),
        TextMap(12, "annotations"),
        Messages(13, "ownerReferences", OwnerReference),
        Texts(14, "finalizers")
    );

    private static readonly MessageShape Role = From(
        Message(1, "metadata", Metadata),
        Messages(
            2,
            "rules",
            From(
                Texts(1, "verbs"),
                Texts(2, "apiGroups"),
                Texts(3, "resources"),
                Texts(4, "resourceNames"),
                Texts(5, "nonResourceURLs")
            )
        )
    );

    private static readonly MessageShape Binding = From(
        Message(1, "metadata", Metadata),
        Messages(2, "subjects", From(Text(1, "kind"), Text(2, "apiGroup"), Text(3, "name"), Text(4, "namespace"))),
        Message(3, "roleRef", From(Text(1, "apiGroup"), Text(2, "kind"), Text(3, "name")))
    );

    private static readonly MessageShape Access = From(
        Message(
            1,
            "resourceAttributes",
            From(
                Text(1, "namespace"),
                Text(2, "verb"),
                Text(3, "group"),
                Text(4, "version"),
                Text(5, "resource"),
                Text(6, "subresource"),
                Text(7, "name")
            )
        ),
        Message(2, "nonResourceAttributes", From(Text(1, "path"), Text(2, "verb")))
    );

    public static FrozenDictionary<string, MessageShape> ByKind { get; } =
        new Dictionary<string, MessageShape>
        {
            ["Namespace"] = From(Message(1, "metadata", Metadata)),
            ["ServiceAccount"] = From(Message(1, "metadata", Metadata)),
            ["ConfigMap"] = From(
                Message(1, "metadata", Metadata),
                TextMap(2, "data"),
                BytesMap(3, "binaryData"),
                Flag(4, "immutable")
            ),
            ["Secret"] = From(
                Message(1, "metadata", Metadata),
                BytesMap(2, "data"),
                Text(3, "type"),
                TextMap(4, "stringData"),
                Flag(5, "immutable")
            ),
            ["DeleteOptions"] = From(
                PresentNumber(1, "gracePeriodSeconds"),
                Message(2, "preconditions", From(Text(1, "uid"), Text(2, "resourceVersion"))),
                Flag(3, "orphanDependents"),
                Text(4, "propagationPolicy"),
                Texts(5, "dryRun")
            ),
            ["Role"] = Role,
            ["ClusterRole"] = Role,
            ["RoleBinding"] = Binding,
            ["ClusterRoleBinding"] = Binding,
            ["SelfSubjectAccessReview"] = From(Message(1, "metadata", Metadata), Message(2, "spec", Access)),
            ["TokenRequest"] = From(
                Message(1, "metadata", Metadata),
                Message(2, "spec", From(Texts(1, "audiences"), Number(4, "expirationSeconds")))
            ),
        }.ToFrozenDictionary();
}
