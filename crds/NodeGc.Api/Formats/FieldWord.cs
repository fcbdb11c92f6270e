using System.Text.Json;

namespace NodeGc.Api.Formats;

/// <summary>Enum values in the spelling of fields and labels: <c>BuildCache</c> becomes <c>buildCache</c>.</summary>
public static class FieldWord
{
    public static string For<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
