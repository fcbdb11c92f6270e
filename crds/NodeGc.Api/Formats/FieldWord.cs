using System.Text.Json;

namespace NodeGc.Api.Formats;

/// <summary>Values of enumerations as fields and labels are written: <c>BuildCache</c> is <c>buildCache</c>.</summary>
public static class FieldWord
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
