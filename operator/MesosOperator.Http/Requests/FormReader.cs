using Microsoft.AspNetCore.Http;

namespace MesosOperator.Http.Requests;

/// <summary>Reads the forms that older tools send.</summary>
internal static class FormReader
{
    /// <summary>The form; null where there is none that can be read.</summary>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return null;
        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
