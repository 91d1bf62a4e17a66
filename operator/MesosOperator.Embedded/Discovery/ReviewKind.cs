namespace MesosOperator.Embedded.Discovery;

/// <summary>A kind of question that is answered and not stored.</summary>
internal sealed record ReviewKind(string Group, string Version, string Kind)
{
    public const string Authentication = "authentication.k8s.io";

    public const string Authorization = "authorization.k8s.io";

    public static IReadOnlyList<ReviewKind> All { get; } =
    [
        new(Authentication, "v1", "TokenReview"),
        new(Authentication, "v1", "SelfSubjectReview"),
        new(Authorization, "v1", "SubjectAccessReview"),
        new(Authorization, "v1", "SelfSubjectAccessReview"),
    ];

    public string Plural => $"{Kind.ToLowerInvariant()}s";

    public string Path => $"/apis/{Group}/{Version}/{Plural}";
}
