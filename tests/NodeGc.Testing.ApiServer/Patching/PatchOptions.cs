using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Resources;

namespace NodeGc.Testing.ApiServer.Patching;

/// <summary>What a patch may say in its address: only an apply may insist, and it has to say who applies.</summary>
internal static class PatchOptions
{
    private static readonly ResourceType Type = new("meta.k8s.io", "v1", "", "PatchOptions");

    public static void Check(ApiRequest request, bool isApply)
    {
        if (isApply && request.Query("fieldManager") is null or "")
            throw Invalid(FieldError.Required("fieldManager", "is required for apply patch"));
        if (!isApply && request.Query("force") is not null)
            throw Invalid(FieldError.Forbidden("force", "may not be specified for non-apply patch"));
    }

    private static ApiError Invalid(FieldError error) => ApiErrors.Invalid(Type, "", [error]);
}
