using System.Text.Json.Nodes;
using NodeGc.Testing.ApiServer.Access;
using NodeGc.Testing.ApiServer.Expressions;
using NodeGc.Testing.ApiServer.Http;
using NodeGc.Testing.ApiServer.Objects;
using NodeGc.Testing.ApiServer.Storage;

namespace NodeGc.Testing.ApiServer.Admission;

/// <summary>Asks the stored ValidatingAdmissionPolicies about each write, after it has been authorized and validated. A
/// policy has an effect only by a binding.</summary>
internal sealed class ValidatingAdmission(ObjectStore store, RbacAuthorizer authorizer)
{
    public const string Group = "admissionregistration.k8s.io";

    private const string Policies = $"validatingadmissionpolicies.{Group}";
    private const string Bindings = $"validatingadmissionpolicybindings.{Group}";

    /// <exception cref="ApiError">A policy denies it, in the words of the real server.</exception>
    public void Admit(AdmissionRequest request)
    {
        // Otherwise a policy could keep everybody from removing it.
        if (request.Type.Group == Group)
            return;
        var scope = request.Type.Namespaced
            ? store.Find(new ObjectKey("namespaces", "", request.Namespace))?.Body
            : null;
        foreach (var binding in store.Snapshot(Bindings).Items.Values.Select(stored => stored.Body))
        {
            if (
                FindPolicy(binding) is { } policy
                && AdmissionMatching.Covers(policy.Matches, request, scope)
                && AdmissionMatching.Covers(binding.Child("spec", "matchResources") ?? [], request, scope)
                && binding.Child("spec")!.Texts("validationActions").Contains("Deny")
                && policy.FindDenial(Variables(request, scope)) is var (message, reason)
            )
                throw Denied(request, policy.Name, binding.Name, message, reason);
        }
    }

    private Dictionary<string, object?> Variables(AdmissionRequest request, JsonObject? scope)
    {
        var variables = request.Variables(scope);
        variables["authorizer"] = new AuthorizerValue(question => authorizer.Allows(request.User, question));
        return variables;
    }

    private AdmissionPolicy? FindPolicy(JsonObject binding) =>
        store.Find(new ObjectKey(Policies, "", binding.Text("spec", "policyName") ?? "")) is { } stored
            ? new AdmissionPolicy(stored.Body)
            : null;

    private static ApiError Denied(
        AdmissionRequest request,
        string policy,
        string binding,
        string message,
        string reason
    )
    {
        var why = $"ValidatingAdmissionPolicy '{policy}' with binding '{binding}' denied request: {message}";
        var refusal = ApiErrors.Forbidden(request.Type, request.Name, why);
        var details = (JsonObject)refusal.Details!.DeepClone();
        details["causes"] = new JsonArray(new JsonObject { ["message"] = why });
        return new ApiError(CodeOf(reason), reason, refusal.Message) { Details = details };
    }

    private static int CodeOf(string reason) =>
        reason switch
        {
            "Forbidden" => 403,
            "Unauthorized" => 401,
            "RequestEntityTooLarge" => 413,
            _ => 422,
        };
}
