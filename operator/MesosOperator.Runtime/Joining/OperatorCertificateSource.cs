namespace MesosOperator.Runtime.Joining;

/// <summary>Who vouches for the operator on the agent link.</summary>
public enum OperatorCertificateSource
{
    /// <summary>Its own authority, which agents know by the hash in their token.</summary>
    OwnAuthority,

    /// <summary>Whoever issued the certificate in the files that it was given.</summary>
    Files,
}
