import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/**
 * Properties of a ContentInfo.
 * @deprecated Use ContentInfo.$Properties instead.
 */
export interface IContentInfo extends ContentInfo.$Properties {
}

/** Represents a ContentInfo. */
export class ContentInfo {

    /**
     * Constructs a new ContentInfo.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentInfo.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentInfo digest. */
    digest: string;

    /** ContentInfo size. */
    size: (number|Long);

    /** ContentInfo createdAt. */
    createdAt?: (Timestamp.$Properties|null);

    /** ContentInfo updatedAt. */
    updatedAt?: (Timestamp.$Properties|null);

    /** ContentInfo labels. */
    labels: { [k: string]: string };

    /**
     * Encodes the specified ContentInfo message. Does not implicitly {@link ContentInfo.verify|verify} messages.
     * @param message ContentInfo message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentInfo.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentInfo message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentInfo & ContentInfo.$Shape} ContentInfo
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentInfo & ContentInfo.$Shape;
}

export namespace ContentInfo {

    /** Properties of a ContentInfo. */
    interface $Properties {

        /** ContentInfo digest */
        digest?: (string|null);

        /** ContentInfo size */
        size?: (number|Long|null);

        /** ContentInfo createdAt */
        createdAt?: (Timestamp.$Properties|null);

        /** ContentInfo updatedAt */
        updatedAt?: (Timestamp.$Properties|null);

        /** ContentInfo labels */
        labels?: ({ [k: string]: string }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentInfo. */
    type $Shape = ContentInfo.$Properties;
}

/**
 * Properties of a ContentInfoRequest.
 * @deprecated Use ContentInfoRequest.$Properties instead.
 */
export interface IContentInfoRequest extends ContentInfoRequest.$Properties {
}

/** Represents a ContentInfoRequest. */
export class ContentInfoRequest {

    /**
     * Constructs a new ContentInfoRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentInfoRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentInfoRequest digest. */
    digest: string;

    /**
     * Encodes the specified ContentInfoRequest message. Does not implicitly {@link ContentInfoRequest.verify|verify} messages.
     * @param message ContentInfoRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentInfoRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentInfoRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentInfoRequest & ContentInfoRequest.$Shape} ContentInfoRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentInfoRequest & ContentInfoRequest.$Shape;
}

export namespace ContentInfoRequest {

    /** Properties of a ContentInfoRequest. */
    interface $Properties {

        /** ContentInfoRequest digest */
        digest?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentInfoRequest. */
    type $Shape = ContentInfoRequest.$Properties;
}

/**
 * Properties of a ContentInfoResponse.
 * @deprecated Use ContentInfoResponse.$Properties instead.
 */
export interface IContentInfoResponse extends ContentInfoResponse.$Properties {
}

/** Represents a ContentInfoResponse. */
export class ContentInfoResponse {

    /**
     * Constructs a new ContentInfoResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentInfoResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentInfoResponse info. */
    info?: (ContentInfo.$Properties|null);

    /**
     * Encodes the specified ContentInfoResponse message. Does not implicitly {@link ContentInfoResponse.verify|verify} messages.
     * @param message ContentInfoResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentInfoResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentInfoResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentInfoResponse & ContentInfoResponse.$Shape} ContentInfoResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentInfoResponse & ContentInfoResponse.$Shape;
}

export namespace ContentInfoResponse {

    /** Properties of a ContentInfoResponse. */
    interface $Properties {

        /** ContentInfoResponse info */
        info?: (ContentInfo.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentInfoResponse. */
    type $Shape = ContentInfoResponse.$Properties;
}

/**
 * Properties of a ContentUpdateRequest.
 * @deprecated Use ContentUpdateRequest.$Properties instead.
 */
export interface IContentUpdateRequest extends ContentUpdateRequest.$Properties {
}

/** Represents a ContentUpdateRequest. */
export class ContentUpdateRequest {

    /**
     * Constructs a new ContentUpdateRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentUpdateRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentUpdateRequest info. */
    info?: (ContentInfo.$Properties|null);

    /**
     * Encodes the specified ContentUpdateRequest message. Does not implicitly {@link ContentUpdateRequest.verify|verify} messages.
     * @param message ContentUpdateRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentUpdateRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentUpdateRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentUpdateRequest & ContentUpdateRequest.$Shape} ContentUpdateRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentUpdateRequest & ContentUpdateRequest.$Shape;
}

export namespace ContentUpdateRequest {

    /** Properties of a ContentUpdateRequest. */
    interface $Properties {

        /** ContentUpdateRequest info */
        info?: (ContentInfo.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentUpdateRequest. */
    type $Shape = ContentUpdateRequest.$Properties;
}

/**
 * Properties of a ContentUpdateResponse.
 * @deprecated Use ContentUpdateResponse.$Properties instead.
 */
export interface IContentUpdateResponse extends ContentUpdateResponse.$Properties {
}

/** Represents a ContentUpdateResponse. */
export class ContentUpdateResponse {

    /**
     * Constructs a new ContentUpdateResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentUpdateResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentUpdateResponse info. */
    info?: (ContentInfo.$Properties|null);

    /**
     * Encodes the specified ContentUpdateResponse message. Does not implicitly {@link ContentUpdateResponse.verify|verify} messages.
     * @param message ContentUpdateResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentUpdateResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentUpdateResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentUpdateResponse & ContentUpdateResponse.$Shape} ContentUpdateResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentUpdateResponse & ContentUpdateResponse.$Shape;
}

export namespace ContentUpdateResponse {

    /** Properties of a ContentUpdateResponse. */
    interface $Properties {

        /** ContentUpdateResponse info */
        info?: (ContentInfo.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentUpdateResponse. */
    type $Shape = ContentUpdateResponse.$Properties;
}

/**
 * Properties of a ContentListRequest.
 * @deprecated Use ContentListRequest.$Properties instead.
 */
export interface IContentListRequest extends ContentListRequest.$Properties {
}

/** Represents a ContentListRequest. */
export class ContentListRequest {

    /**
     * Constructs a new ContentListRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentListRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentListRequest filters. */
    filters: string[];

    /**
     * Encodes the specified ContentListRequest message. Does not implicitly {@link ContentListRequest.verify|verify} messages.
     * @param message ContentListRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentListRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentListRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentListRequest & ContentListRequest.$Shape} ContentListRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentListRequest & ContentListRequest.$Shape;
}

export namespace ContentListRequest {

    /** Properties of a ContentListRequest. */
    interface $Properties {

        /** ContentListRequest filters */
        filters?: (string[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentListRequest. */
    type $Shape = ContentListRequest.$Properties;
}

/**
 * Properties of a ContentListResponse.
 * @deprecated Use ContentListResponse.$Properties instead.
 */
export interface IContentListResponse extends ContentListResponse.$Properties {
}

/** Represents a ContentListResponse. */
export class ContentListResponse {

    /**
     * Constructs a new ContentListResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentListResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentListResponse info. */
    info: ContentInfo.$Properties[];

    /**
     * Encodes the specified ContentListResponse message. Does not implicitly {@link ContentListResponse.verify|verify} messages.
     * @param message ContentListResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentListResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentListResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentListResponse & ContentListResponse.$Shape} ContentListResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentListResponse & ContentListResponse.$Shape;
}

export namespace ContentListResponse {

    /** Properties of a ContentListResponse. */
    interface $Properties {

        /** ContentListResponse info */
        info?: (ContentInfo.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentListResponse. */
    type $Shape = ContentListResponse.$Properties;
}

/**
 * Properties of a ContentDeleteRequest.
 * @deprecated Use ContentDeleteRequest.$Properties instead.
 */
export interface IContentDeleteRequest extends ContentDeleteRequest.$Properties {
}

/** Represents a ContentDeleteRequest. */
export class ContentDeleteRequest {

    /**
     * Constructs a new ContentDeleteRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentDeleteRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentDeleteRequest digest. */
    digest: string;

    /**
     * Encodes the specified ContentDeleteRequest message. Does not implicitly {@link ContentDeleteRequest.verify|verify} messages.
     * @param message ContentDeleteRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentDeleteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentDeleteRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentDeleteRequest & ContentDeleteRequest.$Shape} ContentDeleteRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentDeleteRequest & ContentDeleteRequest.$Shape;
}

export namespace ContentDeleteRequest {

    /** Properties of a ContentDeleteRequest. */
    interface $Properties {

        /** ContentDeleteRequest digest */
        digest?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentDeleteRequest. */
    type $Shape = ContentDeleteRequest.$Properties;
}

/**
 * Properties of a ContentStatus.
 * @deprecated Use ContentStatus.$Properties instead.
 */
export interface IContentStatus extends ContentStatus.$Properties {
}

/** Represents a ContentStatus. */
export class ContentStatus {

    /**
     * Constructs a new ContentStatus.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentStatus.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentStatus startedAt. */
    startedAt?: (Timestamp.$Properties|null);

    /** ContentStatus updatedAt. */
    updatedAt?: (Timestamp.$Properties|null);

    /** ContentStatus ref. */
    ref: string;

    /** ContentStatus offset. */
    offset: (number|Long);

    /** ContentStatus total. */
    total: (number|Long);

    /** ContentStatus expected. */
    expected: string;

    /**
     * Encodes the specified ContentStatus message. Does not implicitly {@link ContentStatus.verify|verify} messages.
     * @param message ContentStatus message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentStatus message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentStatus & ContentStatus.$Shape} ContentStatus
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentStatus & ContentStatus.$Shape;
}

export namespace ContentStatus {

    /** Properties of a ContentStatus. */
    interface $Properties {

        /** ContentStatus startedAt */
        startedAt?: (Timestamp.$Properties|null);

        /** ContentStatus updatedAt */
        updatedAt?: (Timestamp.$Properties|null);

        /** ContentStatus ref */
        ref?: (string|null);

        /** ContentStatus offset */
        offset?: (number|Long|null);

        /** ContentStatus total */
        total?: (number|Long|null);

        /** ContentStatus expected */
        expected?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentStatus. */
    type $Shape = ContentStatus.$Properties;
}

/**
 * Properties of a ContentStatusRequest.
 * @deprecated Use ContentStatusRequest.$Properties instead.
 */
export interface IContentStatusRequest extends ContentStatusRequest.$Properties {
}

/** Represents a ContentStatusRequest. */
export class ContentStatusRequest {

    /**
     * Constructs a new ContentStatusRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentStatusRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentStatusRequest ref. */
    ref: string;

    /**
     * Encodes the specified ContentStatusRequest message. Does not implicitly {@link ContentStatusRequest.verify|verify} messages.
     * @param message ContentStatusRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentStatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentStatusRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentStatusRequest & ContentStatusRequest.$Shape} ContentStatusRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentStatusRequest & ContentStatusRequest.$Shape;
}

export namespace ContentStatusRequest {

    /** Properties of a ContentStatusRequest. */
    interface $Properties {

        /** ContentStatusRequest ref */
        ref?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentStatusRequest. */
    type $Shape = ContentStatusRequest.$Properties;
}

/**
 * Properties of a ContentStatusResponse.
 * @deprecated Use ContentStatusResponse.$Properties instead.
 */
export interface IContentStatusResponse extends ContentStatusResponse.$Properties {
}

/** Represents a ContentStatusResponse. */
export class ContentStatusResponse {

    /**
     * Constructs a new ContentStatusResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentStatusResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentStatusResponse status. */
    status?: (ContentStatus.$Properties|null);

    /**
     * Encodes the specified ContentStatusResponse message. Does not implicitly {@link ContentStatusResponse.verify|verify} messages.
     * @param message ContentStatusResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentStatusResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentStatusResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentStatusResponse & ContentStatusResponse.$Shape} ContentStatusResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentStatusResponse & ContentStatusResponse.$Shape;
}

export namespace ContentStatusResponse {

    /** Properties of a ContentStatusResponse. */
    interface $Properties {

        /** ContentStatusResponse status */
        status?: (ContentStatus.$Properties|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentStatusResponse. */
    type $Shape = ContentStatusResponse.$Properties;
}

/**
 * Properties of a ContentListStatusesRequest.
 * @deprecated Use ContentListStatusesRequest.$Properties instead.
 */
export interface IContentListStatusesRequest extends ContentListStatusesRequest.$Properties {
}

/** Represents a ContentListStatusesRequest. */
export class ContentListStatusesRequest {

    /**
     * Constructs a new ContentListStatusesRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentListStatusesRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentListStatusesRequest filters. */
    filters: string[];

    /**
     * Encodes the specified ContentListStatusesRequest message. Does not implicitly {@link ContentListStatusesRequest.verify|verify} messages.
     * @param message ContentListStatusesRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentListStatusesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentListStatusesRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentListStatusesRequest & ContentListStatusesRequest.$Shape} ContentListStatusesRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentListStatusesRequest & ContentListStatusesRequest.$Shape;
}

export namespace ContentListStatusesRequest {

    /** Properties of a ContentListStatusesRequest. */
    interface $Properties {

        /** ContentListStatusesRequest filters */
        filters?: (string[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentListStatusesRequest. */
    type $Shape = ContentListStatusesRequest.$Properties;
}

/**
 * Properties of a ContentListStatusesResponse.
 * @deprecated Use ContentListStatusesResponse.$Properties instead.
 */
export interface IContentListStatusesResponse extends ContentListStatusesResponse.$Properties {
}

/** Represents a ContentListStatusesResponse. */
export class ContentListStatusesResponse {

    /**
     * Constructs a new ContentListStatusesResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentListStatusesResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentListStatusesResponse statuses. */
    statuses: ContentStatus.$Properties[];

    /**
     * Encodes the specified ContentListStatusesResponse message. Does not implicitly {@link ContentListStatusesResponse.verify|verify} messages.
     * @param message ContentListStatusesResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentListStatusesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentListStatusesResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentListStatusesResponse & ContentListStatusesResponse.$Shape} ContentListStatusesResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentListStatusesResponse & ContentListStatusesResponse.$Shape;
}

export namespace ContentListStatusesResponse {

    /** Properties of a ContentListStatusesResponse. */
    interface $Properties {

        /** ContentListStatusesResponse statuses */
        statuses?: (ContentStatus.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentListStatusesResponse. */
    type $Shape = ContentListStatusesResponse.$Properties;
}

/**
 * Properties of a ContentWriteRequest.
 * @deprecated Use ContentWriteRequest.$Properties instead.
 */
export interface IContentWriteRequest extends ContentWriteRequest.$Properties {
}

/** Represents a ContentWriteRequest. */
export class ContentWriteRequest {

    /**
     * Constructs a new ContentWriteRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentWriteRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentWriteRequest action. */
    action: number;

    /** ContentWriteRequest ref. */
    ref: string;

    /** ContentWriteRequest total. */
    total: (number|Long);

    /** ContentWriteRequest expected. */
    expected: string;

    /** ContentWriteRequest offset. */
    offset: (number|Long);

    /** ContentWriteRequest data. */
    data: Uint8Array;

    /** ContentWriteRequest labels. */
    labels: { [k: string]: string };

    /**
     * Encodes the specified ContentWriteRequest message. Does not implicitly {@link ContentWriteRequest.verify|verify} messages.
     * @param message ContentWriteRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentWriteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentWriteRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentWriteRequest & ContentWriteRequest.$Shape} ContentWriteRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentWriteRequest & ContentWriteRequest.$Shape;
}

export namespace ContentWriteRequest {

    /** Properties of a ContentWriteRequest. */
    interface $Properties {

        /** ContentWriteRequest action */
        action?: (number|null);

        /** ContentWriteRequest ref */
        ref?: (string|null);

        /** ContentWriteRequest total */
        total?: (number|Long|null);

        /** ContentWriteRequest expected */
        expected?: (string|null);

        /** ContentWriteRequest offset */
        offset?: (number|Long|null);

        /** ContentWriteRequest data */
        data?: (Uint8Array|null);

        /** ContentWriteRequest labels */
        labels?: ({ [k: string]: string }|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentWriteRequest. */
    type $Shape = ContentWriteRequest.$Properties;
}

/**
 * Properties of a ContentWriteResponse.
 * @deprecated Use ContentWriteResponse.$Properties instead.
 */
export interface IContentWriteResponse extends ContentWriteResponse.$Properties {
}

/** Represents a ContentWriteResponse. */
export class ContentWriteResponse {

    /**
     * Constructs a new ContentWriteResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentWriteResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentWriteResponse action. */
    action: number;

    /** ContentWriteResponse startedAt. */
    startedAt?: (Timestamp.$Properties|null);

    /** ContentWriteResponse updatedAt. */
    updatedAt?: (Timestamp.$Properties|null);

    /** ContentWriteResponse offset. */
    offset: (number|Long);

    /** ContentWriteResponse total. */
    total: (number|Long);

    /** ContentWriteResponse digest. */
    digest: string;

    /**
     * Encodes the specified ContentWriteResponse message. Does not implicitly {@link ContentWriteResponse.verify|verify} messages.
     * @param message ContentWriteResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentWriteResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentWriteResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentWriteResponse & ContentWriteResponse.$Shape} ContentWriteResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentWriteResponse & ContentWriteResponse.$Shape;
}

export namespace ContentWriteResponse {

    /** Properties of a ContentWriteResponse. */
    interface $Properties {

        /** ContentWriteResponse action */
        action?: (number|null);

        /** ContentWriteResponse startedAt */
        startedAt?: (Timestamp.$Properties|null);

        /** ContentWriteResponse updatedAt */
        updatedAt?: (Timestamp.$Properties|null);

        /** ContentWriteResponse offset */
        offset?: (number|Long|null);

        /** ContentWriteResponse total */
        total?: (number|Long|null);

        /** ContentWriteResponse digest */
        digest?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentWriteResponse. */
    type $Shape = ContentWriteResponse.$Properties;
}

/**
 * Properties of a ContentAbortRequest.
 * @deprecated Use ContentAbortRequest.$Properties instead.
 */
export interface IContentAbortRequest extends ContentAbortRequest.$Properties {
}

/** Represents a ContentAbortRequest. */
export class ContentAbortRequest {

    /**
     * Constructs a new ContentAbortRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentAbortRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentAbortRequest ref. */
    ref: string;

    /**
     * Encodes the specified ContentAbortRequest message. Does not implicitly {@link ContentAbortRequest.verify|verify} messages.
     * @param message ContentAbortRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentAbortRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentAbortRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentAbortRequest & ContentAbortRequest.$Shape} ContentAbortRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentAbortRequest & ContentAbortRequest.$Shape;
}

export namespace ContentAbortRequest {

    /** Properties of a ContentAbortRequest. */
    interface $Properties {

        /** ContentAbortRequest ref */
        ref?: (string|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentAbortRequest. */
    type $Shape = ContentAbortRequest.$Properties;
}

/**
 * Properties of a ContentReadRequest.
 * @deprecated Use ContentReadRequest.$Properties instead.
 */
export interface IContentReadRequest extends ContentReadRequest.$Properties {
}

/** Represents a ContentReadRequest. */
export class ContentReadRequest {

    /**
     * Constructs a new ContentReadRequest.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentReadRequest.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentReadRequest digest. */
    digest: string;

    /** ContentReadRequest offset. */
    offset: (number|Long);

    /** ContentReadRequest size. */
    size: (number|Long);

    /**
     * Encodes the specified ContentReadRequest message. Does not implicitly {@link ContentReadRequest.verify|verify} messages.
     * @param message ContentReadRequest message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentReadRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentReadRequest message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentReadRequest & ContentReadRequest.$Shape} ContentReadRequest
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentReadRequest & ContentReadRequest.$Shape;
}

export namespace ContentReadRequest {

    /** Properties of a ContentReadRequest. */
    interface $Properties {

        /** ContentReadRequest digest */
        digest?: (string|null);

        /** ContentReadRequest offset */
        offset?: (number|Long|null);

        /** ContentReadRequest size */
        size?: (number|Long|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentReadRequest. */
    type $Shape = ContentReadRequest.$Properties;
}

/**
 * Properties of a ContentReadResponse.
 * @deprecated Use ContentReadResponse.$Properties instead.
 */
export interface IContentReadResponse extends ContentReadResponse.$Properties {
}

/** Represents a ContentReadResponse. */
export class ContentReadResponse {

    /**
     * Constructs a new ContentReadResponse.
     * @param [properties] Properties to set
     */
    constructor(properties?: ContentReadResponse.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** ContentReadResponse offset. */
    offset: (number|Long);

    /** ContentReadResponse data. */
    data: Uint8Array;

    /**
     * Encodes the specified ContentReadResponse message. Does not implicitly {@link ContentReadResponse.verify|verify} messages.
     * @param message ContentReadResponse message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: ContentReadResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a ContentReadResponse message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {ContentReadResponse & ContentReadResponse.$Shape} ContentReadResponse
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): ContentReadResponse & ContentReadResponse.$Shape;
}

export namespace ContentReadResponse {

    /** Properties of a ContentReadResponse. */
    interface $Properties {

        /** ContentReadResponse offset */
        offset?: (number|Long|null);

        /** ContentReadResponse data */
        data?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a ContentReadResponse. */
    type $Shape = ContentReadResponse.$Properties;
}

/**
 * Properties of a Timestamp.
 * @deprecated Use Timestamp.$Properties instead.
 */
export interface ITimestamp extends Timestamp.$Properties {
}

/** Represents a Timestamp. */
export class Timestamp {

    /**
     * Constructs a new Timestamp.
     * @param [properties] Properties to set
     */
    constructor(properties?: Timestamp.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Timestamp seconds. */
    seconds: (number|Long);

    /** Timestamp nanos. */
    nanos: number;

    /**
     * Encodes the specified Timestamp message. Does not implicitly {@link Timestamp.verify|verify} messages.
     * @param message Timestamp message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a Timestamp message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Timestamp & Timestamp.$Shape} Timestamp
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Timestamp & Timestamp.$Shape;
}

export namespace Timestamp {

    /** Properties of a Timestamp. */
    interface $Properties {

        /** Timestamp seconds */
        seconds?: (number|Long|null);

        /** Timestamp nanos */
        nanos?: (number|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a Timestamp. */
    type $Shape = Timestamp.$Properties;
}

/**
 * Properties of an Any.
 * @deprecated Use Any.$Properties instead.
 */
export interface IAny extends Any.$Properties {
}

/** Represents an Any. */
export class Any {

    /**
     * Constructs a new Any.
     * @param [properties] Properties to set
     */
    constructor(properties?: Any.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** Any typeUrl. */
    typeUrl: string;

    /** Any value. */
    value: Uint8Array;

    /**
     * Encodes the specified Any message. Does not implicitly {@link Any.verify|verify} messages.
     * @param message Any message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: Any.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes an Any message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {Any & Any.$Shape} Any
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): Any & Any.$Shape;
}

export namespace Any {

    /** Properties of an Any. */
    interface $Properties {

        /** Any typeUrl */
        typeUrl?: (string|null);

        /** Any value */
        value?: (Uint8Array|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of an Any. */
    type $Shape = Any.$Properties;
}

/**
 * Properties of a RpcStatus.
 * @deprecated Use RpcStatus.$Properties instead.
 */
export interface IRpcStatus extends RpcStatus.$Properties {
}

/** Represents a RpcStatus. */
export class RpcStatus {

    /**
     * Constructs a new RpcStatus.
     * @param [properties] Properties to set
     */
    constructor(properties?: RpcStatus.$Properties);

    /** Unknown fields preserved while decoding when enabled */
    $unknowns?: Uint8Array[];

    /** RpcStatus code. */
    code: number;

    /** RpcStatus message. */
    message: string;

    /** RpcStatus details. */
    details: Any.$Properties[];

    /**
     * Encodes the specified RpcStatus message. Does not implicitly {@link RpcStatus.verify|verify} messages.
     * @param message RpcStatus message or plain object to encode
     * @param [writer] Writer to encode to
     * @returns Writer
     */
    static encode(message: RpcStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

    /**
     * Decodes a RpcStatus message from the specified reader or buffer.
     * @param reader Reader or buffer to decode from
     * @param [length] Message length if known beforehand
     * @returns {RpcStatus & RpcStatus.$Shape} RpcStatus
     * @throws {Error} If the payload is not a reader or valid buffer
     * @throws {$protobuf.util.ProtocolError} If required fields are missing
     */
    static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): RpcStatus & RpcStatus.$Shape;
}

export namespace RpcStatus {

    /** Properties of a RpcStatus. */
    interface $Properties {

        /** RpcStatus code */
        code?: (number|null);

        /** RpcStatus message */
        message?: (string|null);

        /** RpcStatus details */
        details?: (Any.$Properties[]|null);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];
    }

    /** Shape of a RpcStatus. */
    type $Shape = RpcStatus.$Properties;
}
