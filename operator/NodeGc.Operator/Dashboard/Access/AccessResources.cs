using NodeGc.Kubernetes.Objects;

namespace NodeGc.Operator.Dashboard.Access;

/// <summary>The resource types of the reviews, which can only be created.</summary>
internal static class AccessResources
{
    public static ResourceType<TokenReview> TokenReviews { get; } =
        new(
            "authentication.k8s.io",
            "v1",
            "tokenreviews",
            "TokenReview",
            Namespaced: false,
            AccessJson.Default.TokenReview,
            AccessJson.Default.ObjectListTokenReview
        );

    public static ResourceType<SubjectAccessReview> SubjectAccessReviews { get; } =
        new(
            "authorization.k8s.io",
            "v1",
            "subjectaccessreviews",
            "SubjectAccessReview",
            Namespaced: false,
            AccessJson.Default.SubjectAccessReview,
            AccessJson.Default.ObjectListSubjectAccessReview
        );
}
