using MesosOperator.Embedded.Kinds;

namespace MesosOperator.Embedded.Answers;

/// <summary>The ways in which a request can fail, worded as API servers do.</summary>
internal static class Problems
{
    private const int TooManyRetryAfterSeconds = 5;

    public static ApiProblem BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiProblem Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    public static ApiProblem NoSuchPath() => new(404, "NotFound", "the server could not find the requested resource");

    public static ApiProblem NotFound(ServedKind kind, string name) => About(kind, name, 404, "NotFound", $"{kind.Resource} \"{name}\" not found");

    public static ApiProblem AlreadyExists(ServedKind kind, string name) =>
        About(kind, name, 409, "AlreadyExists", $"{kind.Resource} \"{name}\" already exists");

    public static ApiProblem Changed(ServedKind kind, string name) => Conflict(
        kind, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiProblem Conflict(ServedKind kind, string name, string why) =>
        About(kind, name, 409, "Conflict", $"Operation cannot be fulfilled on {kind.Resource} \"{name}\": {why}");

    public static ApiProblem Forbidden(ServedKind kind, string name, string why) =>
        About(kind, name, 403, "Forbidden", $"{kind.Resource} \"{name}\" is forbidden: {why}");

    public static ApiProblem Invalid(ServedKind kind, string name, IReadOnlyList<ProblemCause> causes)
    {
        var all = causes.Select(cause => cause.Field.Length == 0 ? cause.Message : $"{cause.Field}: {cause.Message}").ToArray();
        var text = all.Length == 1 ? all[0] : $"[{string.Join(", ", all)}]";
        var what = kind.Group.Length == 0 ? kind.Kind : $"{kind.Kind}.{kind.Group}";
        return new(422, "Invalid", $"{what} \"{name}\" is invalid: {text}") { Name = name, Group = kind.Group, Kind = kind.Kind, Causes = causes };
    }

    public static ApiProblem Invalid(ServedKind kind, string name, string field, string message) =>
        Invalid(kind, name, [new("FieldValueInvalid", $"Invalid value: {message}", field)]);

    public static ApiProblem MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");

    public static ApiProblem UnsupportedMediaType(string mediaType, string supported) => new(
        415, "UnsupportedMediaType",
        $"the body of the request was in an unknown format - accepted media types include: {supported} (got \"{mediaType}\")");

    public static ApiProblem TooLarge(int bytesMax) =>
        new(413, "RequestEntityTooLarge", $"Request entity too large: limit is {bytesMax}");

    public static ApiProblem TooManyWatches(int watchesMax) => new(
        429, "TooManyRequests", $"there are {watchesMax} watches already, and no more are served; try again later")
    {
        RetryAfterSeconds = TooManyRetryAfterSeconds,
    };

    public static ApiProblem Expired(long wanted, long oldest) =>
        new(410, "Expired", $"too old resource version: {wanted} ({oldest})");

    public static ApiProblem ContinueExpired() => new(
        410, "Expired", "The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.");

    public static ApiProblem TooNew(long wanted, long newest) =>
        new(504, "Timeout", $"Too large resource version: {wanted}, current: {newest}")
        {
            Causes = [new("ResourceVersionTooLarge", "Too large resource version", "")],
            RetryAfterSeconds = 1,
        };

    private static ApiProblem About(ServedKind kind, string name, int code, string reason, string message) =>
        new(code, reason, message) { Kind = kind.Plural, Group = kind.Group, Name = name };
}
