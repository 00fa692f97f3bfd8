import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/**
 * Properties of a HealthCheckRequest.
 * @deprecated Use HealthCheckRequest.$Properties instead.
 */
export interface IHealthCheckRequest extends HealthCheckRequest.$Properties {
}

/** Represents a HealthCheckRequest. */
export class HealthCheckRequest {

    /**
     * Constructs a new HealthCheckRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: HealthCheckRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** HealthCheckRequest service. */
    service: string;

    /**
     * Encodes the specified HealthCheckRequest message. Does not implicitly {@link HealthCheckRequest.verify|verify} messages.
     * @param message HealthCheckRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: HealthCheckRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a HealthCheckRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {HealthCheckRequest & HealthCheckRequest.$Shape} HealthCheckRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): HealthCheckRequest & HealthCheckRequest.$Shape;
}

export namespace HealthCheckRequest {

    /** Properties of a HealthCheckRequest. */
    interface $Properties {

        /** HealthCheckRequest service */
        service?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a HealthCheckRequest. */
    type $Shape = HealthCheckRequest.$Properties;
}

/**
 * Properties of a HealthCheckResponse.
 * @deprecated Use HealthCheckResponse.$Properties instead.
 */
export interface IHealthCheckResponse extends HealthCheckResponse.$Properties {
}

/** Represents a HealthCheckResponse. */
export class HealthCheckResponse {

    /**
     * Constructs a new HealthCheckResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: HealthCheckResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** HealthCheckResponse status. */
    status: number;

    /**
     * Encodes the specified HealthCheckResponse message. Does not implicitly {@link HealthCheckResponse.verify|verify} messages.
     * @param message HealthCheckResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: HealthCheckResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a HealthCheckResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {HealthCheckResponse & HealthCheckResponse.$Shape} HealthCheckResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): HealthCheckResponse & HealthCheckResponse.$Shape;
}

export namespace HealthCheckResponse {

    /** Properties of a HealthCheckResponse. */
    interface $Properties {

        /** HealthCheckResponse status */
        status?: (number|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a HealthCheckResponse. */
    type $Shape = HealthCheckResponse.$Properties;
}

/**
 * Properties of a Packet.
 * @deprecated Use Packet.$Properties instead.
 */
export interface IPacket extends Packet.$Properties {
}

/** Represents a Packet. */
export class Packet {

    /**
     * Constructs a new Packet.
     * @param [properties] Properties to set
     */
    constructor(properties?: Packet.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Packet type. */
    type: number;

    /** Packet stat. */
    stat?: (Stat.$Properties|null);

    /** Packet id. */
    id: number;

    /** Packet data. */
    data: Uint8Array;

    /**
     * Encodes the specified Packet message. Does not implicitly {@link Packet.verify|verify} messages.
     * @param message Packet message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Packet.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Packet message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Packet & Packet.$Shape} Packet
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Packet & Packet.$Shape;
}

export namespace Packet {

    /** Properties of a Packet. */
    interface $Properties {

        /** Packet type */
        type?: (number|null);

        /** Packet stat */
        stat?: (Stat.$Properties|null);

        /** Packet id */
        id?: (number|null);

        /** Packet data */
        data?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Packet. */
    type $Shape = Packet.$Properties;
}

/**
 * Properties of a Stat.
 * @deprecated Use Stat.$Properties instead.
 */
export interface IStat extends Stat.$Properties {
}

/** Represents a Stat. */
export class Stat {

    /**
     * Constructs a new Stat.
     * @param [properties] Properties to set
     */
    constructor(properties?: Stat.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Stat path. */
    path: string;

    /** Stat mode. */
    mode: number;

    /** Stat uid. */
    uid: number;

    /** Stat gid. */
    gid: number;

    /** Stat size. */
    size: (number|Long);

    /** Stat modTime. */
    modTime: (number|Long);

    /** Stat linkname. */
    linkname: string;

    /** Stat devmajor. */
    devmajor: (number|Long);

    /** Stat devminor. */
    devminor: (number|Long);

    /** Stat xattrs. */
    xattrs: { [k: string]: Uint8Array };

    /**
     * Encodes the specified Stat message. Does not implicitly {@link Stat.verify|verify} messages.
     * @param message Stat message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Stat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Stat message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Stat & Stat.$Shape} Stat
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Stat & Stat.$Shape;
}

export namespace Stat {

    /** Properties of a Stat. */
    interface $Properties {

        /** Stat path */
        path?: (string|null);

        /** Stat mode */
        mode?: (number|null);

        /** Stat uid */
        uid?: (number|null);

        /** Stat gid */
        gid?: (number|null);

        /** Stat size */
        size?: (number|Long|null);

        /** Stat modTime */
        modTime?: (number|Long|null);

        /** Stat linkname */
        linkname?: (string|null);

        /** Stat devmajor */
        devmajor?: (number|Long|null);

        /** Stat devminor */
        devminor?: (number|Long|null);

        /** Stat xattrs */
        xattrs?: ({ [k: string]: Uint8Array }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Stat. */
    type $Shape = Stat.$Properties;
}

/**
 * Properties of a BytesMessage.
 * @deprecated Use BytesMessage.$Properties instead.
 */
export interface IBytesMessage extends BytesMessage.$Properties {
}

/** Represents a BytesMessage. */
export class BytesMessage {

    /**
     * Constructs a new BytesMessage.
     * @param [properties] Properties to set
     */
    constructor(properties?: BytesMessage.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** BytesMessage data. */
    data: Uint8Array;

    /**
     * Encodes the specified BytesMessage message. Does not implicitly {@link BytesMessage.verify|verify} messages.
     * @param message BytesMessage message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: BytesMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a BytesMessage message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {BytesMessage & BytesMessage.$Shape} BytesMessage
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): BytesMessage & BytesMessage.$Shape;
}

export namespace BytesMessage {

    /** Properties of a BytesMessage. */
    interface $Properties {

        /** BytesMessage data */
        data?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a BytesMessage. */
    type $Shape = BytesMessage.$Properties;
}

/**
 * Properties of a CredentialsRequest.
 * @deprecated Use CredentialsRequest.$Properties instead.
 */
export interface ICredentialsRequest extends CredentialsRequest.$Properties {
}

/** Represents a CredentialsRequest. */
export class CredentialsRequest {

    /**
     * Constructs a new CredentialsRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: CredentialsRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** CredentialsRequest host. */
    host: string;

    /**
     * Encodes the specified CredentialsRequest message. Does not implicitly {@link CredentialsRequest.verify|verify} messages.
     * @param message CredentialsRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: CredentialsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a CredentialsRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {CredentialsRequest & CredentialsRequest.$Shape} CredentialsRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): CredentialsRequest & CredentialsRequest.$Shape;
}

export namespace CredentialsRequest {

    /** Properties of a CredentialsRequest. */
    interface $Properties {

        /** CredentialsRequest host */
        host?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a CredentialsRequest. */
    type $Shape = CredentialsRequest.$Properties;
}

/**
 * Properties of a CredentialsResponse.
 * @deprecated Use CredentialsResponse.$Properties instead.
 */
export interface ICredentialsResponse extends CredentialsResponse.$Properties {
}

/** Represents a CredentialsResponse. */
export class CredentialsResponse {

    /**
     * Constructs a new CredentialsResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: CredentialsResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** CredentialsResponse username. */
    username: string;

    /** CredentialsResponse secret. */
    secret: string;

    /**
     * Encodes the specified CredentialsResponse message. Does not implicitly {@link CredentialsResponse.verify|verify} messages.
     * @param message CredentialsResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: CredentialsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a CredentialsResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {CredentialsResponse & CredentialsResponse.$Shape} CredentialsResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): CredentialsResponse & CredentialsResponse.$Shape;
}

export namespace CredentialsResponse {

    /** Properties of a CredentialsResponse. */
    interface $Properties {

        /** CredentialsResponse username */
        username?: (string|null);

        /** CredentialsResponse secret */
        secret?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a CredentialsResponse. */
    type $Shape = CredentialsResponse.$Properties;
}

/**
 * Properties of a FetchTokenRequest.
 * @deprecated Use FetchTokenRequest.$Properties instead.
 */
export interface IFetchTokenRequest extends FetchTokenRequest.$Properties {
}

/** Represents a FetchTokenRequest. */
export class FetchTokenRequest {

    /**
     * Constructs a new FetchTokenRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: FetchTokenRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** FetchTokenRequest clientId. */
    clientId: string;

    /** FetchTokenRequest host. */
    host: string;

    /** FetchTokenRequest realm. */
    realm: string;

    /** FetchTokenRequest service. */
    service: string;

    /** FetchTokenRequest scopes. */
    scopes: string[];

    /**
     * Encodes the specified FetchTokenRequest message. Does not implicitly {@link FetchTokenRequest.verify|verify} messages.
     * @param message FetchTokenRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: FetchTokenRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a FetchTokenRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {FetchTokenRequest & FetchTokenRequest.$Shape} FetchTokenRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): FetchTokenRequest & FetchTokenRequest.$Shape;
}

export namespace FetchTokenRequest {

    /** Properties of a FetchTokenRequest. */
    interface $Properties {

        /** FetchTokenRequest clientId */
        clientId?: (string|null);

        /** FetchTokenRequest host */
        host?: (string|null);

        /** FetchTokenRequest realm */
        realm?: (string|null);

        /** FetchTokenRequest service */
        service?: (string|null);

        /** FetchTokenRequest scopes */
        scopes?: (string[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a FetchTokenRequest. */
    type $Shape = FetchTokenRequest.$Properties;
}

/**
 * Properties of a FetchTokenResponse.
 * @deprecated Use FetchTokenResponse.$Properties instead.
 */
export interface IFetchTokenResponse extends FetchTokenResponse.$Properties {
}

/** Represents a FetchTokenResponse. */
export class FetchTokenResponse {

    /**
     * Constructs a new FetchTokenResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: FetchTokenResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** FetchTokenResponse token. */
    token: string;

    /** FetchTokenResponse expiresIn. */
    expiresIn: (number|Long);

    /** FetchTokenResponse issuedAt. */
    issuedAt: (number|Long);

    /**
     * Encodes the specified FetchTokenResponse message. Does not implicitly {@link FetchTokenResponse.verify|verify} messages.
     * @param message FetchTokenResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: FetchTokenResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a FetchTokenResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {FetchTokenResponse & FetchTokenResponse.$Shape} FetchTokenResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): FetchTokenResponse & FetchTokenResponse.$Shape;
}

export namespace FetchTokenResponse {

    /** Properties of a FetchTokenResponse. */
    interface $Properties {

        /** FetchTokenResponse token */
        token?: (string|null);

        /** FetchTokenResponse expiresIn */
        expiresIn?: (number|Long|null);

        /** FetchTokenResponse issuedAt */
        issuedAt?: (number|Long|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a FetchTokenResponse. */
    type $Shape = FetchTokenResponse.$Properties;
}

/**
 * Properties of a GetTokenAuthorityRequest.
 * @deprecated Use GetTokenAuthorityRequest.$Properties instead.
 */
export interface IGetTokenAuthorityRequest extends GetTokenAuthorityRequest.$Properties {
}

/** Represents a GetTokenAuthorityRequest. */
export class GetTokenAuthorityRequest {

    /**
     * Constructs a new GetTokenAuthorityRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: GetTokenAuthorityRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GetTokenAuthorityRequest host. */
    host: string;

    /** GetTokenAuthorityRequest salt. */
    salt: Uint8Array;

    /**
     * Encodes the specified GetTokenAuthorityRequest message. Does not implicitly {@link GetTokenAuthorityRequest.verify|verify} messages.
     * @param message GetTokenAuthorityRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GetTokenAuthorityRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GetTokenAuthorityRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GetTokenAuthorityRequest & GetTokenAuthorityRequest.$Shape} GetTokenAuthorityRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GetTokenAuthorityRequest & GetTokenAuthorityRequest.$Shape;
}

export namespace GetTokenAuthorityRequest {

    /** Properties of a GetTokenAuthorityRequest. */
    interface $Properties {

        /** GetTokenAuthorityRequest host */
        host?: (string|null);

        /** GetTokenAuthorityRequest salt */
        salt?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a GetTokenAuthorityRequest. */
    type $Shape = GetTokenAuthorityRequest.$Properties;
}

/**
 * Properties of a GetTokenAuthorityResponse.
 * @deprecated Use GetTokenAuthorityResponse.$Properties instead.
 */
export interface IGetTokenAuthorityResponse extends GetTokenAuthorityResponse.$Properties {
}

/** Represents a GetTokenAuthorityResponse. */
export class GetTokenAuthorityResponse {

    /**
     * Constructs a new GetTokenAuthorityResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: GetTokenAuthorityResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GetTokenAuthorityResponse publicKey. */
    publicKey: Uint8Array;

    /**
     * Encodes the specified GetTokenAuthorityResponse message. Does not implicitly {@link GetTokenAuthorityResponse.verify|verify} messages.
     * @param message GetTokenAuthorityResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GetTokenAuthorityResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GetTokenAuthorityResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GetTokenAuthorityResponse & GetTokenAuthorityResponse.$Shape} GetTokenAuthorityResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GetTokenAuthorityResponse & GetTokenAuthorityResponse.$Shape;
}

export namespace GetTokenAuthorityResponse {

    /** Properties of a GetTokenAuthorityResponse. */
    interface $Properties {

        /** GetTokenAuthorityResponse publicKey */
        publicKey?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a GetTokenAuthorityResponse. */
    type $Shape = GetTokenAuthorityResponse.$Properties;
}

/**
 * Properties of a VerifyTokenAuthorityRequest.
 * @deprecated Use VerifyTokenAuthorityRequest.$Properties instead.
 */
export interface IVerifyTokenAuthorityRequest extends VerifyTokenAuthorityRequest.$Properties {
}

/** Represents a VerifyTokenAuthorityRequest. */
export class VerifyTokenAuthorityRequest {

    /**
     * Constructs a new VerifyTokenAuthorityRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: VerifyTokenAuthorityRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** VerifyTokenAuthorityRequest host. */
    host: string;

    /** VerifyTokenAuthorityRequest payload. */
    payload: Uint8Array;

    /** VerifyTokenAuthorityRequest salt. */
    salt: Uint8Array;

    /**
     * Encodes the specified VerifyTokenAuthorityRequest message. Does not implicitly {@link VerifyTokenAuthorityRequest.verify|verify} messages.
     * @param message VerifyTokenAuthorityRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: VerifyTokenAuthorityRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a VerifyTokenAuthorityRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {VerifyTokenAuthorityRequest & VerifyTokenAuthorityRequest.$Shape} VerifyTokenAuthorityRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): VerifyTokenAuthorityRequest & VerifyTokenAuthorityRequest.$Shape;
}

export namespace VerifyTokenAuthorityRequest {

    /** Properties of a VerifyTokenAuthorityRequest. */
    interface $Properties {

        /** VerifyTokenAuthorityRequest host */
        host?: (string|null);

        /** VerifyTokenAuthorityRequest payload */
        payload?: (Uint8Array|null);

        /** VerifyTokenAuthorityRequest salt */
        salt?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a VerifyTokenAuthorityRequest. */
    type $Shape = VerifyTokenAuthorityRequest.$Properties;
}

/**
 * Properties of a VerifyTokenAuthorityResponse.
 * @deprecated Use VerifyTokenAuthorityResponse.$Properties instead.
 */
export interface IVerifyTokenAuthorityResponse extends VerifyTokenAuthorityResponse.$Properties {
}

/** Represents a VerifyTokenAuthorityResponse. */
export class VerifyTokenAuthorityResponse {

    /**
     * Constructs a new VerifyTokenAuthorityResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: VerifyTokenAuthorityResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** VerifyTokenAuthorityResponse signed. */
    signed: Uint8Array;

    /**
     * Encodes the specified VerifyTokenAuthorityResponse message. Does not implicitly {@link VerifyTokenAuthorityResponse.verify|verify} messages.
     * @param message VerifyTokenAuthorityResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: VerifyTokenAuthorityResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a VerifyTokenAuthorityResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {VerifyTokenAuthorityResponse & VerifyTokenAuthorityResponse.$Shape} VerifyTokenAuthorityResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): VerifyTokenAuthorityResponse & VerifyTokenAuthorityResponse.$Shape;
}

export namespace VerifyTokenAuthorityResponse {

    /** Properties of a VerifyTokenAuthorityResponse. */
    interface $Properties {

        /** VerifyTokenAuthorityResponse signed */
        signed?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a VerifyTokenAuthorityResponse. */
    type $Shape = VerifyTokenAuthorityResponse.$Properties;
}

/**
 * Properties of a GetSecretRequest.
 * @deprecated Use GetSecretRequest.$Properties instead.
 */
export interface IGetSecretRequest extends GetSecretRequest.$Properties {
}

/** Represents a GetSecretRequest. */
export class GetSecretRequest {

    /**
     * Constructs a new GetSecretRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: GetSecretRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GetSecretRequest id. */
    id: string;

    /** GetSecretRequest annotations. */
    annotations: { [k: string]: string };

    /**
     * Encodes the specified GetSecretRequest message. Does not implicitly {@link GetSecretRequest.verify|verify} messages.
     * @param message GetSecretRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GetSecretRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GetSecretRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GetSecretRequest & GetSecretRequest.$Shape} GetSecretRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GetSecretRequest & GetSecretRequest.$Shape;
}

export namespace GetSecretRequest {

    /** Properties of a GetSecretRequest. */
    interface $Properties {

        /** GetSecretRequest id */
        id?: (string|null);

        /** GetSecretRequest annotations */
        annotations?: ({ [k: string]: string }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a GetSecretRequest. */
    type $Shape = GetSecretRequest.$Properties;
}

/**
 * Properties of a GetSecretResponse.
 * @deprecated Use GetSecretResponse.$Properties instead.
 */
export interface IGetSecretResponse extends GetSecretResponse.$Properties {
}

/** Represents a GetSecretResponse. */
export class GetSecretResponse {

    /**
     * Constructs a new GetSecretResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: GetSecretResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** GetSecretResponse data. */
    data: Uint8Array;

    /**
     * Encodes the specified GetSecretResponse message. Does not implicitly {@link GetSecretResponse.verify|verify} messages.
     * @param message GetSecretResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: GetSecretResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a GetSecretResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {GetSecretResponse & GetSecretResponse.$Shape} GetSecretResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): GetSecretResponse & GetSecretResponse.$Shape;
}

export namespace GetSecretResponse {

    /** Properties of a GetSecretResponse. */
    interface $Properties {

        /** GetSecretResponse data */
        data?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a GetSecretResponse. */
    type $Shape = GetSecretResponse.$Properties;
}

/**
 * Properties of a CheckAgentRequest.
 * @deprecated Use CheckAgentRequest.$Properties instead.
 */
export interface ICheckAgentRequest extends CheckAgentRequest.$Properties {
}

/** Represents a CheckAgentRequest. */
export class CheckAgentRequest {

    /**
     * Constructs a new CheckAgentRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: CheckAgentRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** CheckAgentRequest id. */
    id: string;

    /**
     * Encodes the specified CheckAgentRequest message. Does not implicitly {@link CheckAgentRequest.verify|verify} messages.
     * @param message CheckAgentRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: CheckAgentRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a CheckAgentRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {CheckAgentRequest & CheckAgentRequest.$Shape} CheckAgentRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): CheckAgentRequest & CheckAgentRequest.$Shape;
}

export namespace CheckAgentRequest {

    /** Properties of a CheckAgentRequest. */
    interface $Properties {

        /** CheckAgentRequest id */
        id?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a CheckAgentRequest. */
    type $Shape = CheckAgentRequest.$Properties;
}

/**
 * Properties of a CheckAgentResponse.
 * @deprecated Use CheckAgentResponse.$Properties instead.
 */
export interface ICheckAgentResponse extends CheckAgentResponse.$Properties {
}

/** Represents a CheckAgentResponse. */
export class CheckAgentResponse {

    /**
     * Constructs a new CheckAgentResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: CheckAgentResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /**
     * Encodes the specified CheckAgentResponse message. Does not implicitly {@link CheckAgentResponse.verify|verify} messages.
     * @param message CheckAgentResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: CheckAgentResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a CheckAgentResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {CheckAgentResponse & CheckAgentResponse.$Shape} CheckAgentResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): CheckAgentResponse & CheckAgentResponse.$Shape;
}

export namespace CheckAgentResponse {

    /** Properties of a CheckAgentResponse. */
    interface $Properties {

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a CheckAgentResponse. */
    type $Shape = CheckAgentResponse.$Properties;
}
