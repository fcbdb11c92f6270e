using System.Text.Json;
using NodeGc.Api.Figures;

namespace NodeGc.Kubectl.Views;

/// <summary>Classes by the names of their fields in <c>spec.collect</c>.</summary>
internal static class ClassNames
{
    public static string Of(CollectedClass one) => JsonNamingPolicy.CamelCase.ConvertName(one.ToString());
}
